/** The agent's configuration: one YAML file. A key that isn't known is an error. */
package io.mdis.agent.config;
