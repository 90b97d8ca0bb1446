/**
 * Linters of the rebuilt Dockerfile: hadolint and ShellCheck where they are installed, and rules of
 * our own that cover the same ground where they are not. A linter is given text on its input and
 * nothing else, and is bounded in time and output.
 */
package io.mdis.history.lint;
