/**
 * The OCI runtime hook {@code createRuntime} (OCI runtime specification, "POSIX-platform Hooks"): a
 * short-lived program that asks the running agent, for engines without an authorization plugin.
 */
package io.mdis.agent.hook;
