/** Settings of the ingest service, with their meaning. */
package io.mdis.ingest.config;
