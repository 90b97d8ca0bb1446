package io.mdis.content;

/**
 * A part of an archive that was not looked into.
 *
 * @param path of it, such as {@code srv/outer.zip!/inner.tar}
 * @param code stable: {@code limit.archive-depth}, {@code limit.archive-members}, {@code
 *     limit.archive-bytes}, {@code limit.archive-ratio}, {@code limit.archive-memory}, {@code
 *     archive.encrypted}, {@code archive.unsupported}, {@code archive.damaged}, {@code
 *     archive.more} when there were more than are listed
 * @param message for a person: what, where and why
 */
public record LeftOut(String path, String code, String message) {}
