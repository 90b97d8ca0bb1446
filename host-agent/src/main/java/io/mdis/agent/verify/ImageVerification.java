package io.mdis.agent.verify;

import io.mdis.agent.baseline.KeptBaselines;
import io.mdis.agent.service.Availability;
import io.mdis.agent.service.TrustService;
import io.mdis.agent.store.ImageStore;
import io.mdis.contracts.Digest;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.host.TreeSource;
import io.mdis.trust.protocol.BaselineComparison;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.Clocks;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.TrustKeys;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Says of an image on this host whether it is what was measured at the registry. The service's
 * verdict counts when it is signed, answers this very question and follows from its baseline; when
 * there is none such, what follows from the baseline that is kept.
 */
public final class ImageVerification {
  private static final System.Logger LOG = System.getLogger(ImageVerification.class.getName());
  private static final int ATTEMPTS = 3;

  private final HostName host;
  private final ImageStore store;
  private final TrustService service;
  private final Availability availability;
  private final Supplier<TrustKeys> keys;
  private final KeptBaselines baselines;
  private final Memory memory;
  private final Clock clock;
  private final Map<Digest, Look> last = new ConcurrentHashMap<>();

  private record Look(Sha384 trust, List<Breach> breaches) {}

  /**
   * What the host remembers.
   *
   * @param trees of directories
   * @param lists of files
   * @param pins of layers
   * @param drafts existing folder for what is thrown away
   */
  public record Memory(RememberedTrees trees, FileLists lists, KeptPins pins, Path drafts) {}

  /** All of these may be shared. */
  public ImageVerification(
      HostName host,
      ImageStore store,
      TrustService service,
      Availability availability,
      Supplier<TrustKeys> keys,
      KeptBaselines baselines,
      Memory memory,
      Clock clock) {
    this.host = host;
    this.store = store;
    this.service = service;
    this.availability = availability;
    this.keys = keys;
    this.baselines = baselines;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Verifies an image. A store that is broken, is being written to, or is beyond every limit is one
   * that was tampered with: else that would be a way to have nothing said. MeasurementException
   * when nothing can be said.
   *
   * @param everyFile whether to read all files, also when nothing seems to have changed
   */
  public Assessment verify(Digest imageId, boolean everyFile) throws IOException {
    HostImage found;
    try {
      found = measure(imageId, everyFile);
    } catch (MeasurementException e) {
      return broken(imageId, e);
    }
    MeasuredImage image = MeasuredImage.of(found.measurement());
    List<Breach> breaches = new HostBreaches(memory.pins()).of(found);
    last.put(imageId, new Look(image.trust(), breaches));
    Optional<KeptBaselines.Kept> kept = baselines.find(imageId);
    Assessment assessment =
        ask(imageId, image, breaches, kept)
            .orElseGet(() -> offline(imageId, image, breaches, kept));
    return switch (assessment.outcome()) {
      case TRUSTED -> {
        memory.pins().keep(found);
        yield assessment;
      }
      case TAMPERED ->
          assessment.with(
              new Localisation(memory.lists(), service).of(imageId, assessment.breaches(), found));
      case UNKNOWN, STALE -> assessment;
    };
  }

  /** Whether an image isn't as it was when it was last verified. The service isn't asked. */
  public boolean changed(Digest imageId) throws IOException {
    try {
      HostImage found = measure(imageId, false);
      List<Breach> breaches = new HostBreaches(memory.pins()).of(found);
      return !new Look(found.measurement().trust(), breaches).equals(last.get(imageId));
    } catch (MeasurementException e) {
      return true;
    }
  }

  /** Forgets what is remembered of images that are gone. */
  public void forgetAllBut(Set<Digest> images) throws IOException {
    last.keySet().retainAll(images);
    Set<Sha384> lists = baselines.retain(images);
    lists.addAll(memory.trees().retain());
    memory.lists().retain(lists);
    memory.pins().retain(store);
  }

  private HostImage measure(Digest imageId, boolean everyFile) throws IOException {
    TreeSource files = everyFile ? memory.trees().all() : memory.trees().changed();
    for (int attempt = 1; ; attempt++) {
      try {
        return store.measure(imageId, files, memory.drafts());
      } catch (MeasurementException e) {
        boolean again =
            switch (e.problem()) {
              case CHANGED_WHILE_READ, HOST -> attempt < ATTEMPTS; // A pull may be at work.
              default -> false;
            };
        if (!again) {
          throw e;
        }
        LOG.log(Level.INFO, "image " + imageId + " is measured again: " + e.getMessage());
      }
    }
  }

  private Assessment broken(Digest imageId, MeasurementException e) throws MeasurementException {
    return switch (e.problem()) {
      case MALFORMED_STORE, CHANGED_WHILE_READ, HOST, LIMIT ->
          new Assessment(
              imageId,
              Verdict.Outcome.TAMPERED,
              null,
              e.problem().code() + ": " + e.getMessage(),
              List.of(new Breach("STORE", Breach.IMAGE, null, null, null, null, e.getMessage())),
              null,
              true,
              "the image can't be measured");
      default -> throw e;
    };
  }

  private Optional<Assessment> ask(
      Digest imageId,
      MeasuredImage image,
      List<Breach> breaches,
      Optional<KeptBaselines.Kept> kept) {
    if (!availability.expected() && kept.isPresent()) {
      return Optional.empty();
    }
    Sha384 known = kept.map(KeptBaselines.Kept::statement).orElse(null);
    VerifyRequest request =
        new VerifyRequest(
            Nonce.random(), clock.instant(), imageId, image, breaches, store.description(), known);
    try {
      VerifyAnswer answer = service.verify(request);
      availability.answered();
      Verdict verdict =
          answer.check(request, host, keys.get(), clock.instant(), Clocks.SKEW).verdict();
      if (answer.baseline() != null) {
        baselines.keep(imageId, answer.baseline());
      }
      return Optional.of(
          new Assessment(
              imageId,
              verdict.outcome(),
              image,
              null,
              verdict.breaches(),
              verdict.baseline(),
              false,
              verdict.reason()));
    } catch (io.mdis.trust.protocol.ProtocolException e) {
      LOG.log(Level.ERROR, "a verdict is not believed: " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      availability.failed();
      LOG.log(Level.WARNING, "the trust service can't be asked: " + e);
      return Optional.empty();
    }
  }

  private Assessment offline(
      Digest imageId,
      MeasuredImage image,
      List<Breach> breaches,
      Optional<KeptBaselines.Kept> kept) {
    if (kept.isEmpty() || !kept.get().baseline().countsOn(host)) {
      Verdict.Outcome outcome =
          breaches.isEmpty() ? Verdict.Outcome.UNKNOWN : Verdict.Outcome.TAMPERED;
      return assessment(imageId, outcome, image, breaches, null, "no baseline is kept for it");
    }
    Sha384 statement = kept.get().statement();
    List<Breach> all = BaselineComparison.of(kept.get().baseline(), imageId, image, breaches);
    if (!all.isEmpty()) {
      return assessment(
          imageId,
          Verdict.Outcome.TAMPERED,
          image,
          all,
          statement,
          "it differs from the baseline that is kept");
    }
    boolean stale = kept.get().baseline().staleAt(clock.instant());
    return assessment(
        imageId,
        stale ? Verdict.Outcome.STALE : Verdict.Outcome.TRUSTED,
        image,
        List.of(),
        statement,
        stale ? "the baseline that is kept is too old" : "it is as the baseline that is kept");
  }

  private static Assessment assessment(
      Digest imageId,
      Verdict.Outcome outcome,
      MeasuredImage image,
      List<Breach> breaches,
      Sha384 baseline,
      String reason) {
    return new Assessment(
        imageId,
        outcome,
        image,
        null,
        breaches,
        baseline,
        true,
        reason + ", and the trust service doesn't answer");
  }
}
