/** Wiring of the secret worker. */
package io.mdis.secret.config;
