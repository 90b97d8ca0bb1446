/**
 * Credentials that containers print, found where the engine keeps their logs. Only redacted values
 * and keyed hashes leave the host. Runs as a process of its own, so that the agent stays small.
 */
package io.mdis.agent.logs;
