package io.mdis.suppression;

import com.github.packageurl.PackageURL;
import io.mdis.contracts.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides about the findings of one image; asks each entry about the image once. One thread's. */
public final class ImageSuppressions {
  /** The later statement holds; of two at once the one that suppresses less. */
  private static final Comparator<Suppression> LATER =
      Comparator.comparing(Suppression::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(entry -> !entry.status().suppresses())
          .thenComparing(Suppression::id);

  /** The entry that holds longest. */
  private static final Comparator<Suppression> LONGER =
      Comparator.comparing(Suppression::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Suppression::id, Comparator.reverseOrder());

  private final Suppressions all;
  private final ImageSubject image;
  private final Map<Suppression, Boolean> ofImage = new HashMap<>();

  ImageSuppressions(Suppressions all, ImageSubject image) {
    this.all = all;
    this.image = image;
  }

  /** The finding with what is said of it at that instant, and nothing said before. */
  public Finding judge(Finding finding, Instant now) {
    Optional<Decision> decision = decide(FindingSubject.of(finding), now);
    return finding.judged(
        decision.map(Decision::suppression).orElse(null),
        decision.map(Decision::note).orElse(null));
  }

  /**
   * What is said of a finding. What a person decided counts before VEX; of VEX statements the
   * latest counts. An entry that has expired says nothing.
   */
  public Optional<Decision> decide(FindingSubject finding, Instant now) {
    List<Suppression> matching = matching(finding, now);
    Optional<Suppression> stated =
        matching.stream().filter(entry -> entry.origin() == Origin.VEX).max(LATER);
    Optional<Suppression> decided =
        matching.stream()
            .filter(entry -> entry.origin() != Origin.VEX && entry.status().suppresses())
            .max(LONGER);
    Optional<Suppression> told =
        matching.stream().filter(entry -> entry.origin() != Origin.VEX).max(LATER);
    return decided.or(() -> stated).or(() -> told).map(Decision::new);
  }

  private List<Suppression> matching(FindingSubject finding, Instant now) {
    List<CompiledScope> candidates = all.candidates(finding);
    List<Suppression> matching = new ArrayList<>();
    if (candidates.isEmpty()) {
      return matching;
    }
    Optional<PackageURL> installed =
        finding.purl().isEmpty() ? Optional.empty() : PurlPattern.read(finding.purl());
    for (CompiledScope candidate : candidates) {
      Suppression entry = candidate.entry();
      if (entry.active(now)
          && ofImage.computeIfAbsent(entry, key -> candidate.matches(image))
          && candidate.matches(finding, installed)) {
        matching.add(entry);
      }
    }
    return matching;
  }
}
