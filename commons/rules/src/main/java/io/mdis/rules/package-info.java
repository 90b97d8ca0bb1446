/** Rules as data and the one loop that runs them over bytes in linear time. */
package io.mdis.rules;
