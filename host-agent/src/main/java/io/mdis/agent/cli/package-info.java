/** The command {@code mdis agent}. */
package io.mdis.agent.cli;
