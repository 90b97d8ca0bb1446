/**
 * Every service in one JVM with a broker and a database inside it, and the command line. Wiring
 * only: nothing depends on this module.
 */
package io.mdis.standalone;
