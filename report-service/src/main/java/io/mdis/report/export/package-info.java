/**
 * The report of one image as exports want it, from what is stored: results with all their findings,
 * and the packages. Knows neither HTTP nor a database.
 */
package io.mdis.report.export;
