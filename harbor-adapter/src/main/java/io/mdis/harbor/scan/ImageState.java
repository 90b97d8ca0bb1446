package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other services say of an image. */
public interface ImageState {
  /** Why no image could be read for an event; empty when nothing of that kind is known. */
  Optional<String> rejection(String event);

  /** Results of an image by dimension. */
  Map<String, StoredResult> results(Digest image);

  /** Whether the trust service has a baseline of that configuration, or says why it has none. */
  boolean measured(Digest configDigest);

  /** Findings along one dimension that count, the most urgent first. */
  List<Finding> findings(Digest image, String dimension);

  /** Digests of an image's layers as the registry stores them, by diffID. */
  Map<Digest, Digest> layers(Digest image);

  /** Since when the workers judge by the newest advisory database; empty while there is none. */
  Optional<Instant> knowledgeSince();
}
