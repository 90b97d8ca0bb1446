/**
 * A layer measured from a directory on a host: every entry looked at without following a link,
 * files hashed by several threads, changes during the measurement told.
 */
package io.mdis.measurement.host;
