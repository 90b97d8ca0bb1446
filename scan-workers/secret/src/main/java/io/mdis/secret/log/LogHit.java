package io.mdis.secret.log;

import io.mdis.secret.detect.SecretHit;

/**
 * A credential that a container printed.
 *
 * @param container name of the container's folder: its id
 * @param time of the line, as the driver kept it
 * @param stream {@code stdout} or {@code stderr}
 * @param secret rule, redacted value and keyed hash; its line is counted from where reading began
 */
public record LogHit(String container, String time, String stream, SecretHit secret) {}
