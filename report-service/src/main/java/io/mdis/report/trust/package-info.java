/**
 * What the trust service found out about hosts, as a person sees it. That service alone writes it
 * and signs it; here it is only read and shown. Knows neither HTTP nor a database.
 */
package io.mdis.report.trust;
