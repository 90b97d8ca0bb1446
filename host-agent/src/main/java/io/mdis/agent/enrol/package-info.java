/**
 * Who this host is to the trust service: a token becomes a certificate once, and the certificate is
 * renewed before it ends. The private key is made here and never leaves.
 */
package io.mdis.agent.enrol;
