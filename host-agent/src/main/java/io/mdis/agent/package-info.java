/** The host agent: see docs/reference/host-agent.md. */
package io.mdis.agent;
