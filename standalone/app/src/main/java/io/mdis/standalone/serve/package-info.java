/**
 * {@code mdis serve}: starts broker and database inside the JVM where no address of another is
 * given, tells every service where they are, and stops them in the right order.
 */
package io.mdis.standalone.serve;
