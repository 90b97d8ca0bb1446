package io.mdis.ingest.resolve;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import java.time.Instant;

/** Keeps what images there are. */
public interface ImageStore {

  /** Keeps an image; the same image again adds its tag and is no longer deleted. */
  void save(ImageMessage image);

  /**
   * Notes that a registry no longer has an image, or that a tag no longer names one.
   *
   * @param tag null when the digest says what is gone
   * @param digest null when the tag says what is gone
   */
  void delete(String registry, String repository, String tag, Digest digest, Instant at);
}
