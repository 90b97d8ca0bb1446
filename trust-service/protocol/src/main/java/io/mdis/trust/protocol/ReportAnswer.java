package io.mdis.trust.protocol;

/**
 * Answer to a {@link MeasurementReport}.
 *
 * @param id of the report
 * @param repeated whether it was known already
 * @param baseline signed baseline of the image that counts on this host, made just now for one that
 *     was built there when the policy allows that; null when there is none
 */
public record ReportAnswer(String id, boolean repeated, Envelope baseline) {}
