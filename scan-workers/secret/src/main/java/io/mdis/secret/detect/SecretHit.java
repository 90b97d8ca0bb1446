package io.mdis.secret.detect;

import io.mdis.contracts.Severity;

/**
 * A credential in a file, without its value.
 *
 * @param rule id of it
 * @param severity of the rule, or less where the place says so
 * @param line it begins in, from 1
 * @param redacted first and last characters
 * @param hash keyed hash of the value
 * @param relatedId what names it publicly, such as an access key id; null mostly
 * @param encoding what it was wrapped in: {@code base64}; null mostly
 * @param weak whether it is one that everybody tries first
 * @param count how often the same value stands in the file
 */
public record SecretHit(
    String rule,
    Severity severity,
    long line,
    String redacted,
    String hash,
    String relatedId,
    String encoding,
    boolean weak,
    int count) {}
