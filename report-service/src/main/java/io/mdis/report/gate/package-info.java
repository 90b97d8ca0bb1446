/**
 * Whether an image may be used, from what is stored of it: the reference is resolved, the evidence
 * is gathered, and {@code io.mdis.policy} decides. Knows neither HTTP nor a database.
 */
package io.mdis.report.gate;
