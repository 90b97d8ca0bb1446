/**
 * What a layer and an image are worth: their trust values, and what they are made of. The same
 * values come from a registry's tar and from a host's store (docs/reference/measurement.md).
 */
package io.mdis.measurement;
