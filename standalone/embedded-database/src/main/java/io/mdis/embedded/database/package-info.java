/**
 * The MongoDB wire protocol inside the JVM, for an installation on one machine: a write is on disk
 * before it is acknowledged, and queries are answered from ordered indexes that are kept with the
 * documents.
 */
package io.mdis.embedded.database;
