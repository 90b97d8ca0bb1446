/**
 * From a message to a stored result: one consumer group per dimension, thin handlers around {@link
 * io.mdis.worker.scan.ImageScan}.
 */
package io.mdis.worker.consume;
