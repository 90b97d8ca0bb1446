/**
 * A Kafka broker inside the JVM: one node that is broker and controller (KRaft), durable below a
 * folder, reachable from this machine alone. The same code as a cluster's, only smaller.
 */
package io.mdis.embedded.broker;
