package io.mdis.messaging;

/**
 * Where a record came from.
 *
 * @param topic it was first published to
 * @param partition of the topic it was read from
 * @param offset in that partition
 * @param key of the record; null when it has none
 * @param attempt 1 for the first handling
 */
public record RecordInfo(String topic, int partition, long offset, String key, int attempt) {}
