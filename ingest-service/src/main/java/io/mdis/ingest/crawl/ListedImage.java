package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import java.util.List;

/**
 * What a tag names, as its registry tells it.
 *
 * @param tag of it
 * @param digest of its manifest
 * @param parts of an index the manifests that may be images; else empty
 * @param image whether it may be one; signatures and other artefacts are not
 */
public record ListedImage(String tag, Digest digest, List<Digest> parts, boolean image) {
  /** Copies the parts. */
  public ListedImage {
    parts = List.copyOf(parts);
  }
}
