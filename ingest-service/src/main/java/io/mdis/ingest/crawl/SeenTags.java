package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import java.util.List;
import java.util.Optional;

/** Keeps what crawls have seen, and tells what is stored. */
public interface SeenTags {

  /** What a tag named when a crawl last saw it. */
  Optional<Digest> digest(String registry, String repository, String tag);

  /** Notes that a crawl has seen it. */
  void see(String crawl, String registry, String repository, ListedImage image);

  /** Notes that a crawl has seen that it is still there. */
  void keep(String crawl, String registry, String repository, String tag);

  /** Forgets a tag that is gone. */
  void forget(String registry, String repository, String tag);

  /** Tags that were seen before, and not by this crawl. */
  List<String> missed(String crawl, String registry, String repository, int most);

  /** Whether a tag names that manifest, or an index that it is of. */
  boolean names(String registry, String repository, Digest digest);

  /** Whether the image is stored by that tag, and each part of an index. */
  boolean stored(String registry, String repository, ListedImage image);

  /** Stored images that are not deleted, by their digests from after that one. */
  List<Digest> storedAfter(String registry, String repository, String digest, int most);
}
