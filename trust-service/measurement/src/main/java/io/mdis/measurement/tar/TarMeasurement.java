package io.mdis.measurement.tar;

import io.mdis.contracts.Digest;
import io.mdis.image.tar.TarException;
import io.mdis.image.tar.TarParser;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.tree.FileManifest;
import io.mdis.measurement.tree.ManifestWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures a layer from its tar in one pass. Memory is bounded by the limits, whatever the tar
 * says; the rest goes through scratch files whose names are ours.
 */
public final class TarMeasurement {
  private static final int CHUNK = 1 << 18;

  private final Path scratch;
  private final MeasurementLimits limits;

  /**
   * A measurement that may be used for many layers, also at once.
   *
   * @param scratch folder for scratch files: about 300 bytes for each entry of a layer
   */
  public TarMeasurement(Path scratch, MeasurementLimits limits) {
    this.scratch = scratch;
    this.limits = limits;
  }

  /**
   * Reads the uncompressed tar to its end.
   *
   * @param diffId what the tar must hash to; null when it isn't known
   * @param manifest where the per-file list goes; nothing is left there on failure
   */
  public TarMeasure measure(InputStream tar, Digest diffId, Path manifest) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "layer");
    boolean done = false;
    try (ExecutorService other =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("diff-id").factory());
        LayerReplay replay = new LayerReplay(folder, limits.maxLinkBytes())) {
      Digest found = read(tar, replay, other);
      if (diffId != null && !diffId.equals(found)) {
        throw new MeasurementException(
            MeasurementProblem.DIFF_ID_MISMATCH,
            "the tar has digest " + found + " and not " + diffId);
      }
      FileManifest list;
      try (ManifestWriter out = new ManifestWriter(manifest)) {
        replay.write(out);
        list = out.finish();
      }
      done = true;
      return new TarMeasure(found, list, replay.remarks());
    } catch (TarException e) {
      throw new MeasurementException(MeasurementProblem.MALFORMED_LAYER, e.getMessage(), e);
    } finally {
      if (!done) {
        Files.deleteIfExists(manifest);
      }
      remove(folder);
    }
  }

  /** Parses here while another thread computes the diffID. */
  private Digest read(InputStream tar, LayerReplay replay, ExecutorService other)
      throws IOException {
    ReplaySink sink = new ReplaySink(replay, limits.maxBytes());
    TarParser parser = new TarParser(limits.tar(), sink);
    MessageDigest hasher = sha256();
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    int n;
    do {
      n = tar.readNBytes(chunk, 0, CHUNK);
      total += n;
      if (total > limits.maxBytes()) {
        throw new MeasurementException(
            MeasurementProblem.LIMIT, "tar is larger than " + limits.maxBytes() + " bytes");
      }
      int length = n;
      Future<?> hashed = other.submit(() -> hasher.update(chunk, 0, length));
      try {
        parser.feed(chunk, 0, n);
      } finally {
        await(hashed);
      }
    } while (n == CHUNK);
    parser.end();
    sink.finish();
    return Digest.sha256(HexFormat.of().formatHex(hasher.digest()));
  }

  private static void await(Future<?> hashed) throws IOException {
    try {
      hashed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while a layer was measured");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
