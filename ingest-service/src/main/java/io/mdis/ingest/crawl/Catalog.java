package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import io.mdis.image.registry.NamePage;
import java.io.IOException;

/** What one registry has. An {@link io.mdis.image.ImageException} tells what is wrong with it. */
public interface Catalog {

  /**
   * A page of its repositories.
   *
   * @param next of the page before it; null for the first
   */
  NamePage repositories(String next) throws IOException;

  /** A page of what a repository has; as {@link #repositories}. */
  ImagePage images(String repository, String next) throws IOException;

  /**
   * Whether it still has that; what can't be read is there.
   *
   * @param tag null when the digest says what is meant
   */
  boolean has(String repository, String tag, Digest digest) throws IOException;
}
