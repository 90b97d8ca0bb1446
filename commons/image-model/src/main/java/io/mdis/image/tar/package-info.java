/**
 * A streaming tar parser: v7, POSIX ustar, PAX (POSIX.1-2017 "pax") and GNU extensions, read the
 * way container runtimes read them, bounded against hostile input.
 */
package io.mdis.image.tar;
