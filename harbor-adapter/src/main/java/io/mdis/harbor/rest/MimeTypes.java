package io.mdis.harbor.rest;

import java.util.List;

/** MIME types of the scanner API 1.2, as Harbor writes them. */
final class MimeTypes {
  static final String METADATA = "application/vnd.scanner.adapter.metadata+json; version=1.0";
  static final String SCAN_RESPONSE =
      "application/vnd.scanner.adapter.scan.response+json; version=1.0";
  static final String ERROR = "application/vnd.scanner.adapter.error+json; version=1.0";

  /** What can be scanned; Harbor walks an index itself and asks for each image of it. */
  static final List<String> MANIFESTS =
      List.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private MimeTypes() {}
}
