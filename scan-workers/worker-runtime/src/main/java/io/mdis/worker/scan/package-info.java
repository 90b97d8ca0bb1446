/**
 * The Scanner contract and what runs one scan: plain Java that knows neither Quarkus nor Kafka nor
 * MongoDB, so that the services and the command line run the very same code.
 */
package io.mdis.worker.scan;
