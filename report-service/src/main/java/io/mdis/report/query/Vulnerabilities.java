package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers which images have a flaw. */
public final class Vulnerabilities {
  private static final int MOST_COUNTED = 100_000;

  /** Images whose findings a summary is made of. */
  private static final int MOST_SUMMED_UP = 100;

  /** Pages of deleted images that are passed over for one page of others. */
  private static final int MOST_ROUNDS = 10;

  private final VulnerabilitySource source;

  /** Reads from the source. */
  public Vulnerabilities(VulnerabilitySource source) {
    this.source = source;
  }

  /** The flaw in short. One that no image has is no problem: there are just no images. */
  public VulnerabilityReport report(VulnerabilityName name) {
    Set<Digest> images = new HashSet<>(source.images(name, MOST_COUNTED + 1));
    boolean exact = images.size() <= MOST_COUNTED;
    if (exact) {
      images.removeAll(source.deleted(Set.copyOf(images)));
    }
    List<ImageFindings> found =
        images.isEmpty() ? List.of() : source.findings(name, Optional.empty(), MOST_SUMMED_UP);
    return VulnerabilityReport.of(name, images, exact, found);
  }

  /** One page of images that have the flaw and are not deleted. */
  public AffectedImagePage images(AffectedImageQuery query) {
    int wanted = query.limit() + 1; // the one more says that there is a next page
    List<AffectedImage> shown = new ArrayList<>();
    Optional<Digest> after = query.after();
    boolean more = true;
    for (int round = 0; more && shown.size() < wanted && round < MOST_ROUNDS; round++) {
      List<ImageFindings> found = source.findings(query.name(), after, wanted);
      Map<Digest, ImageRecord> present =
          source.present(found.stream().map(ImageFindings::image).toList());
      found.stream()
          .filter(some -> present.containsKey(some.image()))
          .map(some -> AffectedImage.of(present.get(some.image()), some))
          .forEach(shown::add);
      more = found.size() == wanted;
      after = more ? Optional.of(found.getLast().image()) : Optional.empty();
    }
    if (shown.size() < wanted) {
      return new AffectedImagePage(shown, after);
    }
    List<AffectedImage> page = shown.subList(0, query.limit());
    return new AffectedImagePage(page, Optional.of(page.getLast().image().digest()));
  }
}
