/**
 * What services agree on: messages on Kafka, documents in MongoDB, topic names and the values they
 * are made of. Records with Jackson annotations and their own checks; no behaviour beyond that, and
 * no dependency on a transport or a store.
 */
package io.mdis.contracts;
