package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.LayerBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded, content-addressed folder of layers. However many threads and processes ask for a layer
 * at once, it is read from its source once. Several stores may share a folder. Safe for use by
 * several threads.
 */
public final class LayerStore {
  private static final int MAX_KNOWN = 10_000;
  private static final int MAX_ATTEMPTS = 10;

  private final LayerFolder folder;
  private final long maxBytes;
  private final LayerLimits limits;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Map<Digest, Digest> diffIds =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Digest> eldest) {
              return size() > MAX_KNOWN;
            }
          });

  /**
   * Opens or creates a store, and removes what an earlier process left unfinished.
   *
   * @param directory folder for it alone
   * @param maxBytes bytes of layers to keep; more only while layers in use need it
   */
  public LayerStore(Path directory, long maxBytes, LayerLimits limits) throws IOException {
    this(directory, maxBytes, limits, Clock.systemUTC());
  }

  LayerStore(Path directory, long maxBytes, LayerLimits limits, InstantSource clock)
      throws IOException {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("a layer store needs at least 1 byte: " + maxBytes);
    }
    this.folder = new LayerFolder(directory, clock);
    this.maxBytes = maxBytes;
    this.limits = limits;
    folder.removeLeftovers();
    folder.evict(maxBytes);
  }

  /**
   * The layer, from the store or else from the blob, in use until closed. Without a diffID in the
   * descriptor it is computed; a null digest or a size of 0 or less isn't checked. Throws {@link
   * ImageException}: DIGEST_MISMATCH, DIFF_ID_MISMATCH, TRUNCATED, MALFORMED_LAYER, a limit
   * (LAYER_BYTES, LAYER_RATIO, LAYER_ENTRIES, PATH_DEPTH), STORE, or what the source throws. A blob
   * that wasn't seen before is read and checked even when its diffID is stored. Nothing of a layer
   * that fails is kept.
   */
  public Layer acquire(LayerBlob blob) throws IOException {
    Digest digest = blob.descriptor().digest();
    Digest diffId = diffIdOf(blob);
    if (diffId == null && digest == null) {
      throw new IllegalArgumentException("a layer needs a digest or a diffID");
    }
    try {
      for (int i = 0; i < MAX_ATTEMPTS; i++) {
        Optional<Layer> there = diffId == null ? Optional.empty() : stored(diffId);
        if (there.isPresent()) {
          if (isVerified(digest, diffId, there.get())) {
            (i == 0 ? hits : misses).increment();
            return there.get();
          }
          verify(blob, diffId);
          continue;
        }
        diffId = fetchUnlessThere(blob, diffId == null ? digest : diffId);
      }
    } catch (ImageException e) {
      String name = digest == null ? "of diffID " + diffId : digest.toString();
      throw new ImageException(e.problem(), "layer " + name + ": " + e.getMessage(), e);
    } catch (java.io.InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException(
          ImageProblem.STORE, "layer " + digest + " can't be put into the store: " + e, e);
    }
    throw new ImageException(
        ImageProblem.STORE,
        "layer "
            + digest
            + " was evicted "
            + MAX_ATTEMPTS
            + " times before it could be used; make"
            + " the store larger");
  }

  /** Layers that were there already when they were asked for, since the store was opened. */
  public long hits() {
    return hits.sum();
  }

  /** Layers whose blob had to be read. */
  public long misses() {
    return misses.sum();
  }

  private Optional<Layer> stored(Digest diffId) throws IOException {
    Runnable release = folder.locks().lock(diffId, true);
    Optional<StoredLayer> layer = Optional.empty();
    try {
      if (Files.exists(folder.index(diffId)) && Files.exists(folder.tar(diffId))) {
        layer = StoredLayer.open(diffId, folder.tar(diffId), folder.index(diffId), release);
      }
      if (layer.isPresent()) {
        folder.touch(diffId);
        folder.evict(maxBytes);
      }
      return layer.map(l -> l);
    } finally {
      if (layer.isEmpty()) {
        release.run();
      }
    }
  }

  /** Whether the blob is known to hold the layer; if not, the layer is closed. */
  private boolean isVerified(Digest digest, Digest diffId, Layer layer) throws IOException {
    boolean verified = false;
    try {
      VerifiedDigests digests = folder.digests(diffId);
      verified = digest == null || digest.equals(diffId) || digests.has(digest);
      if (!verified && diffId.equals(diffIds.get(digest))) {
        digests.add(digest);
        verified = true;
      }
      return verified;
    } finally {
      if (!verified) {
        layer.close();
      }
    }
  }

  /** Reads a blob only to check it; the layer that it should hold is in the folder already. */
  private void verify(LayerBlob blob, Digest diffId) throws IOException {
    Digest digest = blob.descriptor().digest();
    // A key of its own: no image can name it, so nobody waits here for a layer that is in use.
    Hashing key = new Hashing(null);
    byte[] name = ("verify " + digest + " " + diffId).getBytes(StandardCharsets.US_ASCII);
    key.update(name, 0, name.length);
    Digest own = key.digest();
    Runnable release = folder.locks().lock(own, false);
    Path tar = folder.temporary(own, "tar");
    Path index = folder.temporary(own, "idx");
    try {
      if (!diffId.equals(diffIds.get(digest)) && !folder.digests(diffId).has(digest)) {
        diffIds.put(digest, new LayerFetch(limits).run(blob, tar, index));
      }
    } finally {
      try {
        Files.deleteIfExists(tar);
        Files.deleteIfExists(index);
      } finally {
        release.run();
      }
    }
  }

  /** Returns the diffID, with its layer in the folder unless somebody evicts it at once. */
  private Digest fetchUnlessThere(LayerBlob blob, Digest key) throws IOException {
    Runnable release = folder.locks().lock(key, false);
    Path tar = folder.temporary(key, "tar");
    Path index = folder.temporary(key, "idx");
    try {
      Digest known = diffIdOf(blob);
      if (known != null && (!known.equals(key) || isThere(known, index))) {
        return known;
      }
      Digest diffId = new LayerFetch(limits).run(blob, tar, index);
      publish(diffId, key, tar, index, blob.descriptor().digest());
      if (blob.descriptor().digest() != null) {
        diffIds.put(blob.descriptor().digest(), diffId);
      }
      return diffId;
    } finally {
      try {
        Files.deleteIfExists(tar);
        Files.deleteIfExists(index);
      } finally {
        release.run();
      }
    }
  }

  private void publish(Digest diffId, Digest key, Path tar, Path index, Digest digest)
      throws IOException {
    if (diffId.equals(key)) {
      folder.publish(diffId, tar, index, digest);
      return;
    }
    // A layer in use may be this very one; then it is there, and what was read isn't needed.
    Runnable release = folder.locks().tryExclusive(diffId);
    if (release != null) {
      try {
        folder.publish(diffId, tar, index, digest);
      } finally {
        release.run();
      }
    }
  }

  /** Under the exclusive lock: whether the layer is sound, after a new index if it needs one. */
  private boolean isThere(Digest diffId, Path temporaryIndex) throws IOException {
    return new LayerRepair(folder, limits).isSound(diffId, temporaryIndex);
  }

  private Digest diffIdOf(LayerBlob blob) {
    Digest named = blob.descriptor().diffId();
    Digest digest = blob.descriptor().digest();
    return named != null || digest == null ? named : diffIds.get(digest);
  }
}
