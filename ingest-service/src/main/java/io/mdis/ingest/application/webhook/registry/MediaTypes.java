package io.mdis.ingest.application.webhook.registry;

import java.util.Set;

/** Media types of manifests of images and of lists of images (OCI image 1.1, Docker schema 2). */
final class MediaTypes {

  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  private MediaTypes() {}

  static boolean isManifest(String mediaType) {
    return MANIFESTS.contains(mediaType);
  }
}
