/**
 * What images must be: measured where they are pushed to, each layer once, signed, and believed
 * again only by that signature.
 */
package io.mdis.trust.baseline;
