/**
 * Kafka side of the reports: takes results and alerts in as they are told, and says whether Kafka
 * answers.
 */
package io.mdis.report.messaging;
