/** The answer to a host that asks whether an image is what was measured at push, and its memory. */
package io.mdis.trust.verify;
