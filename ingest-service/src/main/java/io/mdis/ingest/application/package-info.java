/**
 * What the ingest service does with what the outside says: judge it, and hand it on as events.
 * Knows neither HTTP nor Kafka nor MongoDB.
 */
package io.mdis.ingest.application;
