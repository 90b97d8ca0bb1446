/**
 * Rules as data and the one loop that runs them over bytes in linear time; and what is said of what
 * code finds, in the same form.
 */
package io.mdis.rules;
