/**
 * What every rule of the dimension says of itself and of what it finds, whether it is a pattern, a
 * check in code or a linter's; and the redaction of what is shown.
 */
package io.mdis.history.rule;
