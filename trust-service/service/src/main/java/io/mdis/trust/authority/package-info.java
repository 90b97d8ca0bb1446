/**
 * The service as a certificate authority for hosts: one-time tokens, certificates that don't last
 * long, renewal, revocation, and who a caller is.
 */
package io.mdis.trust.authority;
