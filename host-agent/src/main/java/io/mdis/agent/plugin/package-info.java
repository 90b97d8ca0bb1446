/**
 * A Docker authorization plugin (docs.docker.com, "Access authorization plugin"): an HTTP server on
 * a Unix socket that the engine asks before it does anything. The engine asks again with an empty
 * body when an answer breaks off, so whatever can't be read is denied.
 */
package io.mdis.agent.plugin;
