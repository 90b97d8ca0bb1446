/** What differs between two stored images. Knows neither HTTP nor a database. */
package io.mdis.report.compare;
