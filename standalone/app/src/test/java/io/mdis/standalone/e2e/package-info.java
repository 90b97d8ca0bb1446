/**
 * The product as a user meets it: the launcher, a real registry, real pushes. Everything that is
 * started is stopped; data lives in temporary folders.
 */
package io.mdis.standalone.e2e;
