/** Manifests, indexes and image configurations (OCI image specification 1.1, Docker schema 2). */
package io.mdis.image.manifest;
