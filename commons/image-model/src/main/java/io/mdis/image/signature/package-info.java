/**
 * Signatures of artefacts in a registry: made with a private key, found beside the artefact, and
 * checked against public keys that an operator trusts.
 */
package io.mdis.image.signature;
