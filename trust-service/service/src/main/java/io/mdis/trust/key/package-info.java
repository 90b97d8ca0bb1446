/**
 * The service's keys: where they are kept (a file, a mounted secret, a PKCS#11 token), what signs
 * with them, and which older ones still verify.
 */
package io.mdis.trust.key;
