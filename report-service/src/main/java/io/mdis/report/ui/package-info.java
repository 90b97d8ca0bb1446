/**
 * Pages for a person, made on the server, without scripts. What comes from images is escaped by the
 * templates and isolated in {@code bdi} elements, so that hostile names change neither markup nor
 * reading order.
 */
package io.mdis.report.ui;
