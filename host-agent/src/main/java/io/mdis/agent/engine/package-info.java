/**
 * The Docker Engine API over its Unix socket (docs.docker.com, "Engine API"): what the agent asks
 * of it, with answers bounded in size and time. What the engine says is its own view in memory; it
 * names images, and says nothing of whether their files are intact.
 */
package io.mdis.agent.engine;
