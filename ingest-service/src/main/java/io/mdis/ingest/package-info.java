/** Takes what registries and people say about images, and resolves it to images to scan. */
package io.mdis.ingest;
