package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Measures each layer once, whatever images have it. What was measured before counts by its
 * signature alone; one that isn't ours is reported and the layer measured anew.
 */
public final class LayerMeasurements {
  private final LayerStore layers;
  private final TarMeasurement tars;
  private final LayerArchive archive;
  private final ServiceKeys keys;
  private final AlteredStatements altered;
  private final Path scratch;
  private final InstantSource clock;
  private final Map<Digest, Turn> turns = new ConcurrentHashMap<>();

  /** Those who want one layer at the same time wait for the first of them. */
  private static final class Turn {
    final ReentrantLock lock = new ReentrantLock();
    int waiting;
  }

  /** Over the layers of registries; per-file lists are made in the scratch folder. */
  public LayerMeasurements(
      LayerStore layers,
      TarMeasurement tars,
      LayerArchive archive,
      ServiceKeys keys,
      AlteredStatements altered,
      Path scratch,
      InstantSource clock) {
    this.layers = layers;
    this.tars = tars;
    this.archive = archive;
    this.keys = keys;
    this.altered = altered;
    this.scratch = scratch;
    this.clock = clock;
  }

  /** What a layer is; throws what the registry, the layer store and the measurement throw. */
  public LayerStatement once(LayerBlob blob, Digest diffId) throws IOException {
    Turn turn =
        turns.compute(
            diffId,
            (key, present) -> {
              Turn mine = present == null ? new Turn() : present;
              mine.waiting++;
              return mine;
            });
    try {
      lock(turn);
      try {
        Optional<LayerStatement> known = known(diffId);
        return known.isPresent() ? known.get() : measured(blob, diffId);
      } finally {
        turn.lock.unlock();
      }
    } finally {
      turns.compute(diffId, (key, present) -> --turn.waiting == 0 ? null : present);
    }
  }

  private static void lock(Turn turn) throws IOException {
    try {
      turn.lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted while waiting for a layer's measurement");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private Optional<LayerStatement> known(Digest diffId) throws IOException {
    try {
      Optional<Envelope> stored = archive.find(diffId);
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      LayerStatement statement =
          TrustJson.read(
              keys.trusted().open(stored.get(), StatementType.LAYER), LayerStatement.class);
      if (statement.diffId().equals(diffId)) {
        return Optional.of(statement).filter(known -> known.form().equals(Baseline.FORM));
      }
      altered.found("layer", diffId, null, "it is about layer " + statement.diffId());
    } catch (ProtocolException e) {
      altered.found("layer", diffId, null, e.getMessage());
    }
    return Optional.empty();
  }

  private LayerStatement measured(LayerBlob blob, Digest diffId) throws IOException {
    Path files = Files.createTempFile(scratch, "files", null);
    try {
      TarMeasure measure;
      try (Layer layer = layers.acquire(blob);
          InputStream tar = layer.tar()) {
        measure = tars.measure(tar, diffId, files);
      }
      LayerStatement statement = LayerStatement.of(measure, clock.instant());
      archive.put(diffId, keys.sign(StatementType.LAYER, statement), files);
      return statement;
    } finally {
      Files.deleteIfExists(files);
    }
  }
}
