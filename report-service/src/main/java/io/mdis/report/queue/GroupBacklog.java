package io.mdis.report.queue;

/**
 * What is before a consumer group.
 *
 * @param group its name, such as a dimension
 * @param topic that it reads
 * @param waiting messages that it has not finished
 * @param retry messages that it tries again later
 * @param dead messages that it gave up on and that are still kept
 */
public record GroupBacklog(String group, String topic, long waiting, long retry, long dead) {}
