package io.mdis.worker.suppress;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImageSubject;
import io.mdis.suppression.ImageSuppressions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides by the entries that the report service keeps. */
final class MongoFindingDecisions implements FindingDecisions {
  private final StoredEntries stored;
  private final ImageSubjects images;

  MongoFindingDecisions(StoredEntries stored, ImageSubjects images) {
    this.stored = stored;
    this.images = images;
  }

  @Override
  public Entries entries() {
    return new Asked(stored.current());
  }

  private final class Asked implements Entries {
    private final StoredEntries.Read read;
    private Instant firstEnd = Instant.MAX;

    Asked(StoredEntries.Read read) {
      this.read = read;
    }

    @Override
    public ScanResult judge(ImageMessage image, ScanResult result) {
      ImageName scanned =
          new ImageName(
              image.registry() + "/" + image.repository(),
              image.tag() == null ? List.of() : List.of(image.tag()),
              image.manifestDigest().toString());
      return result.withFindings(
          judge(image.manifestDigest(), List.of(scanned), result.findings()));
    }

    @Override
    public List<Finding> judge(Digest image, List<Finding> findings) {
      return judge(image, List.of(), findings);
    }

    private List<Finding> judge(Digest image, List<ImageName> names, List<Finding> findings) {
      if (read.stored().isEmpty() || findings.isEmpty()) {
        return findings;
      }
      Instant now = Instant.now();
      ImageSuppressions ofImage = read.suppressions().on(subject(image.toString(), names));
      List<Finding> judged = findings.stream().map(finding -> ofImage.judge(finding, now)).toList();
      judged.stream()
          .filter(Finding::suppressed)
          .map(finding -> finding.suppression().until())
          .filter(Objects::nonNull)
          .min(Instant::compareTo)
          .filter(end -> end.isBefore(firstEnd))
          .ifPresent(end -> firstEnd = end);
      return judged;
    }

    @Override
    public boolean hold() {
      return stored.version() == read.version() && Instant.now().isBefore(firstEnd);
    }
  }

  /** Every name of the image, so that it does not matter by which of them it is scanned. */
  private ImageSubject subject(String digest, List<ImageName> more) {
    List<ImageName> names = new ArrayList<>(more);
    ImageSubject accepted = images.of(List.of(digest)).get(digest);
    if (accepted != null) {
      names.addAll(accepted.names());
    }
    return images.subject(names);
  }
}
