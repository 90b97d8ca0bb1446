/**
 * From an accepted event to the platform images it names. Knows the registry, the store and the
 * next topic only as ports.
 */
package io.mdis.ingest.resolve;
