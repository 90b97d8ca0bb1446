/**
 * Which findings don't count: whitelist entries and VEX statements, how they are read from files,
 * checked, and asked. Plain Java, so that services and the command line decide alike.
 */
package io.mdis.suppression;
