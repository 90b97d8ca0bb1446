/**
 * A layer measured from its tar: what a runtime would have on its disk after unpacking it, without
 * unpacking it.
 */
package io.mdis.measurement.tar;
