/**
 * What every rule of the dimension says of itself and of what it finds, whether it is a pattern, a
 * check in code or a linter's.
 */
package io.mdis.history.rule;
