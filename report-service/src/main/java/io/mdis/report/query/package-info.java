/**
 * What is known of an image, put together for a person: statuses, counts, pages and cursors. Knows
 * neither HTTP nor a database; {@link io.mdis.report.query.ReportSource} is what it reads from.
 */
package io.mdis.report.query;
