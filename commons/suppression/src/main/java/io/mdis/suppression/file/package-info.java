/** Whitelists as files: YAML for repositories, a line each for the command line. */
package io.mdis.suppression.file;
