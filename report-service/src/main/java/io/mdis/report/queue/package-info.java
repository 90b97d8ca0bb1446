/**
 * The queues of the scanning as a person sees them: what waits for each group, what was given up
 * on, and how to send that again. Knows neither HTTP nor the broker.
 */
package io.mdis.report.queue;
