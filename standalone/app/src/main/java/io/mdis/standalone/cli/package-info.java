/** The commands of {@code ./mdis}: options, exit codes and messages to people. */
package io.mdis.standalone.cli;
