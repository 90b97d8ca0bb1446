package io.mdis.report.gate;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.reference.ImageReference;
import io.mdis.policy.ImageEvidence;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.PolicyGate;
import io.mdis.report.query.ReportProblem;
import io.mdis.suppression.ImageName;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides about references. A digest that was accepted is taken as it is; a tag, and the digest of
 * an index, is resolved by its registry, since what the store knows of tags may be out of date. Of
 * several platforms the worst decides.
 */
public final class ImageGate {
  private static final int LONGEST = 1_024;

  private final Supplier<PolicyGate> policies;
  private final EvidenceSource evidence;
  private final ReferenceResolver resolver;
  private final Clock clock;

  /**
   * By policies that may change.
   *
   * @param policies asked for each decision
   */
  public ImageGate(
      Supplier<PolicyGate> policies,
      EvidenceSource evidence,
      ReferenceResolver resolver,
      Clock clock) {
    this.policies = policies;
    this.evidence = evidence;
    this.resolver = resolver;
    this.clock = clock;
  }

  /**
   * Decides about what a reference leads to: {@code sha256:…} or {@code
   * [registry/]repository[:tag][@digest]}.
   *
   * @param environment where it is to be used; empty when not known
   * @throws ReportProblem when it is no reference
   * @throws IOException when the registry can't be asked; then nothing is decided
   */
  public ImageDecision decide(String image, Optional<String> environment) throws IOException {
    if (image == null || image.isBlank() || image.length() > LONGEST) {
      throw ReportProblem.invalid(
          "image", "image must be sha256:… or registry/repository[:tag][@digest]");
    }
    if (image.startsWith("sha256:")) {
      Digest digest = digest(image);
      return new ImageDecision(
          image,
          List.of(digest),
          decision(
              evidence
                  .find(digest)
                  .orElseGet(
                      () ->
                          ImageEvidence.none(
                              List.of(new ImageName("unknown/unknown", List.of(), image)))),
              environment));
    }
    ImageReference reference = reference(image);
    List<ImageName> names = List.of(ImageName.parse(reference.toString()));
    Optional<ImageEvidence> accepted =
        Optional.ofNullable(reference.digest()).flatMap(evidence::find);
    if (accepted.isPresent()) {
      return new ImageDecision(
          image, List.of(reference.digest()), decision(named(accepted.get(), names), environment));
    }
    List<Digest> digests = resolved(reference);
    List<PolicyDecision> decisions = new ArrayList<>();
    for (Digest digest : digests) {
      decisions.add(
          decision(
              evidence
                  .find(digest)
                  .map(found -> named(found, names))
                  .orElseGet(() -> ImageEvidence.none(names)),
              environment));
    }
    return new ImageDecision(
        image,
        digests,
        decisions.stream()
            .max(
                Comparator.comparing(PolicyDecision::denied).thenComparing(PolicyDecision::verdict))
            .orElseGet(() -> decision(ImageEvidence.none(names), environment)));
  }

  private List<Digest> resolved(ImageReference reference) throws IOException {
    try {
      return resolver.resolve(reference);
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      return List.of(); // Nothing is known of it, and nothing will be: that is a decision too.
    }
  }

  private PolicyDecision decision(ImageEvidence image, Optional<String> environment) {
    return policies.get().decide(image, environment, clock.instant());
  }

  /** By the name that is asked for alone: another that it goes by must not open a way for it. */
  private static ImageEvidence named(ImageEvidence found, List<ImageName> names) {
    return new ImageEvidence(
        names, found.dimensions(), found.findings(), found.base(), found.tampered());
  }

  private static Digest digest(String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw ReportProblem.invalid("image", e.getMessage());
    }
  }

  private static ImageReference reference(String text) {
    try {
      return ImageReference.parse(text);
    } catch (ImageException e) {
      throw ReportProblem.invalid("image", e.getMessage());
    }
  }
}
