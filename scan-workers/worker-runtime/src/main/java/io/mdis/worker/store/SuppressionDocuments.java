package io.mdis.worker.store;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.suppression.Decision;
import io.mdis.suppression.FindingSubject;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/** The part of a finding's document that tells what entries say of it. */
public final class SuppressionDocuments {
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_REASON = 2_000;

  private SuppressionDocuments() {}

  /** {@code suppression} and {@code note}, each only if there is one. */
  static Document of(Finding finding) {
    return of(finding.suppression(), finding.note());
  }

  /** The same of what is decided about a finding. */
  public static Document of(Optional<Decision> decision) {
    return of(
        decision.map(Decision::suppression).orElse(null),
        decision.map(Decision::note).orElse(null));
  }

  private static Document of(FindingSuppression suppression, String note) {
    Document fields = new Document();
    if (suppression != null) {
      Document stored =
          new Document("entry", suppression.entry())
              .append("reason", BoundedText.cut(suppression.reason(), LONGEST_REASON))
              .append("origin", suppression.origin());
      if (suppression.verdict() != null) {
        stored.append("verdict", suppression.verdict());
      }
      if (suppression.author() != null) {
        stored.append("author", BoundedText.cut(suppression.author(), LONGEST_NAME));
      }
      if (suppression.until() != null) {
        stored.append("until", Date.from(suppression.until()));
      }
      fields.append("suppression", stored);
    }
    if (note != null) {
      fields.append("note", BoundedText.cut(note, LONGEST_REASON));
    }
    return fields;
  }

  /** What of a stored finding decides about it. */
  public static FindingSubject subject(Document finding) {
    Map<String, String> details = new TreeMap<>();
    Document stored = finding.get("details", Document.class);
    if (stored != null) {
      stored.forEach((name, value) -> details.put(name, String.valueOf(value)));
    }
    return FindingSubject.of(
        finding.getString("id"),
        finding.getString("dimension"),
        details,
        finding.getString("path"));
  }

  /** When what suppresses a stored finding ends, UTC; null for never, or when nothing does. */
  public static Instant until(Document finding) {
    Document suppression = finding.get("suppression", Document.class);
    Date until = suppression == null ? null : suppression.getDate("until");
    return until == null ? null : until.toInstant();
  }
}
