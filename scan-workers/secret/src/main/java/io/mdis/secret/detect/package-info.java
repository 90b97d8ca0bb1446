/**
 * Finds credentials in bytes: rules that are data, one pass that looks for their keywords, and what
 * tells a credential from a placeholder. Knows nothing of images; what leaves it is redacted.
 */
package io.mdis.secret.detect;
