/** Wiring of the history worker. */
package io.mdis.history.config;
