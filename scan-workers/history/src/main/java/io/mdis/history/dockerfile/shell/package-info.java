/**
 * The commands that a shell script runs, near enough for rules that ask what is called with which
 * words. Nothing is expanded or run; what is not understood is left out, never guessed.
 */
package io.mdis.history.dockerfile.shell;
