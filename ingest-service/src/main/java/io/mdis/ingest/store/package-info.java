/** MongoDB: the images, and the events that could not be resolved. */
package io.mdis.ingest.store;
