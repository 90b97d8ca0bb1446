/**
 * The system calls that Java's library lacks, through the Foreign Function API: names as bytes, no
 * symbolic link ever followed, every extended attribute. Linux only.
 */
package io.mdis.measurement.posix;
