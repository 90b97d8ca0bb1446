/**
 * Harbor's pluggable scanner adapter API 1.2: what Harbor asks to be scanned goes the way of every
 * image, and the result is told in Harbor's form. See {@link io.mdis.harbor.scan}, which knows
 * neither HTTP nor the stores.
 */
package io.mdis.harbor;
