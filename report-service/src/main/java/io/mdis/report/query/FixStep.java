package io.mdis.report.query;

/**
 * One change that ends findings.
 *
 * @param dimension that found them
 * @param subject package to upgrade, file to look at, or what the build does
 * @param installed version; empty where it is no package
 * @param fixed version that ends all of them; empty where it is no package
 * @param findings that it ends
 * @param urgent those of them that are critical or high
 * @param exploited whether one of them is known to be exploited
 */
public record FixStep(
    String dimension,
    String subject,
    String installed,
    String fixed,
    int findings,
    int urgent,
    boolean exploited) {}
