/**
 * Records in and out of Kafka: consumption with ordered commits, delayed retry and dead letters,
 * and publishing that waits for the broker's acknowledgement. Plain Java over kafka-clients.
 */
package io.mdis.messaging;
