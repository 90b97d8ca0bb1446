package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the others say, set by a test. */
public final class KnownImage implements ImageState {
  public final Map<String, StoredResult> results = new HashMap<>();
  public final Map<String, String> rejections = new HashMap<>();
  public final List<Finding> findings = new ArrayList<>();
  public final Map<Digest, Digest> layers = new HashMap<>();
  public boolean measured;

  /** Sets a result. */
  public void say(String dimension, ScanStatus status, Instant at, ScanReason... reasons) {
    results.put(dimension, new StoredResult(dimension, status, List.of(reasons), at));
  }

  @Override
  public Optional<String> rejection(String event) {
    return Optional.ofNullable(rejections.get(event));
  }

  @Override
  public Map<String, StoredResult> results(Digest image) {
    return results;
  }

  @Override
  public boolean measured(Digest configDigest) {
    return measured;
  }

  @Override
  public List<Finding> findings(Digest image, String dimension) {
    return findings;
  }

  @Override
  public Map<Digest, Digest> layers(Digest image) {
    return layers;
  }

  @Override
  public Optional<Instant> knowledgeSince() {
    return Optional.empty();
  }
}
