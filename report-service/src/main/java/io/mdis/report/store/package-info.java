/**
 * MongoDB side of the reports: reads images, results and findings as {@link
 * io.mdis.contracts.Collections} documents them, and writes overviews, alerts and suppressions.
 */
package io.mdis.report.store;
