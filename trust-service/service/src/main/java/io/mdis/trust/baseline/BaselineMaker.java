package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.image.ImageSource;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.StatementType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the baseline of an image that was pushed. The same image again costs a look-up. */
public final class BaselineMaker {
  private static final int MAX_MANIFESTS = 100;

  private final Images images;
  private final LayerMeasurements layers;
  private final BaselineStore store;
  private final ServiceKeys keys;
  private final AlteredStatements altered;
  private final AuditLog audit;
  private final Optional<Duration> validity;
  private final InstantSource clock;

  /** Opens the image that a message names. */
  @FunctionalInterface
  public interface Images {
    /** By its manifest digest, checked; throws ImageException when it can't be had. */
    ImageSource open(ImageMessage image) throws IOException;
  }

  /**
   * With all it needs.
   *
   * @param validity how long a baseline counts; without end when empty
   */
  public BaselineMaker(
      Images images,
      LayerMeasurements layers,
      BaselineStore store,
      ServiceKeys keys,
      AlteredStatements altered,
      AuditLog audit,
      Optional<Duration> validity,
      InstantSource clock) {
    this.images = images;
    this.layers = layers;
    this.store = store;
    this.keys = keys;
    this.altered = altered;
    this.audit = audit;
    this.validity = validity;
    this.clock = clock;
  }

  /**
   * Sees to it that an image has a baseline; throws what the registry and the measurement throw.
   */
  public Baseline make(ImageMessage message) throws IOException {
    Optional<Baseline> known = known(message.configDigest());
    if (known.isPresent() && known.get().manifests().contains(message.manifestDigest())) {
      return known.get();
    }
    try (ImageSource image = images.open(message)) {
      return measured(message, image, known);
    }
  }

  private Baseline measured(ImageMessage message, ImageSource image, Optional<Baseline> known)
      throws IOException {
    ImageConfig config = ImageConfig.parse(image.config());
    config.requireLayers(image.layers().size());
    List<LayerMeasurement> measured = new ArrayList<>();
    List<Baseline.Remark> remarks = new ArrayList<>();
    boolean loadable = true;
    for (LayerMetadata metadata : LayerMetadata.chain(config.diffIds())) {
      int number = measured.size();
      LayerStatement layer = layers.once(image.layers().get(number), metadata.diffId());
      measured.add(
          new LayerMeasurement(metadata, layer.files(), layer.directories(), layer.entries()));
      layer
          .remarks()
          .forEach(odd -> remarks.add(new Baseline.Remark(number, odd.kind(), odd.path())));
      loadable &= layer.loadable();
    }
    Instant now = clock.instant();
    Baseline baseline =
        new Baseline(
            Baseline.Origin.PUSHED,
            null,
            Baseline.FORM,
            MeasuredImage.of(new ImageMeasurement(image.configDigest(), measured)),
            manifests(known, message.manifestDigest()),
            message.reference(),
            loadable,
            remarks,
            now,
            validity.map(now::plus).orElse(null));
    keep(baseline, AuditEntry.Kind.BASELINE_SIGNED);
    return baseline;
  }

  /** Signs a baseline, writes that down and keeps it, in this order: none is unheard of. */
  void keep(Baseline baseline, AuditEntry.Kind kind) throws IOException {
    Envelope signed = keys.sign(StatementType.BASELINE, baseline);
    audit.add(
        kind,
        baseline.image().imageId().toString(),
        Map.of(
            "trust",
            baseline.image().trust().hex(),
            "statement",
            signed.statement().hex(),
            "key",
            signed.signatures().getFirst().keyId(),
            baseline.host() == null ? "reference" : "host",
            baseline.host() == null
                ? String.valueOf(baseline.reference())
                : baseline.host().value()));
    store.put(baseline, signed);
  }

  private Optional<Baseline> known(Digest imageId) throws IOException {
    try {
      Optional<StoredBaseline> stored = store.find(imageId, null);
      if (stored.isEmpty() || stored.get().envelope() == null) {
        return Optional.empty();
      }
      Baseline baseline = stored.get().checked(keys.trusted(), imageId, null);
      return Optional.of(baseline).filter(found -> !found.staleAt(clock.instant()));
    } catch (ProtocolException e) {
      altered.found("baseline", imageId, null, e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Digest> manifests(Optional<Baseline> known, Digest further) {
    Set<Digest> all = new LinkedHashSet<>(known.map(Baseline::manifests).orElse(List.of()));
    all.add(further);
    List<Digest> list = List.copyOf(all);
    return list.size() <= MAX_MANIFESTS
        ? list
        : list.subList(list.size() - MAX_MANIFESTS, list.size());
  }
}
