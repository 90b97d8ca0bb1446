package io.mdis.contracts;

/**
 * Why a scan is not simply SUCCEEDED.
 *
 * @param code stable, dotted, for programs: {@code layer.digest-mismatch}, {@code
 *     limit.layer-bytes}
 * @param message for a person: what, where (image, layer, file) and what to do
 */
public record ScanReason(String code, String message) {}
