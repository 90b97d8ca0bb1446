/**
 * A client of OCI registries (OCI distribution specification 1.1) that contacts nobody but the
 * hosts it was told of.
 */
package io.mdis.image.registry;
