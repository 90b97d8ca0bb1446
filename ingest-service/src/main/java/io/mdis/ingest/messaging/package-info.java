/** Kafka: events out after acknowledgement, the resolver's loop, and the topics. */
package io.mdis.ingest.messaging;
