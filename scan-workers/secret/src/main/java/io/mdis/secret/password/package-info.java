/**
 * Weak passwords: system accounts, and the configurations of services that ask for none or for one
 * that everybody knows. A file at a time, recognised by its path; work is bounded.
 */
package io.mdis.secret.password;
