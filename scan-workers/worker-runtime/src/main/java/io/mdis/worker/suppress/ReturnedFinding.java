package io.mdis.worker.suppress;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImageSubject;
import io.mdis.worker.store.SuppressionDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * A finding that counts again because what suppressed it has expired.
 *
 * @param finding as it is stored, still suppressed
 * @param until when that ended
 */
record ReturnedFinding(Document finding, Instant until) {

  /** Of a stored finding; empty when it was not suppressed, or not only for a time that is over. */
  static Optional<ReturnedFinding> of(Document finding, Instant now) {
    Instant until = SuppressionDocuments.until(finding);
    return until == null || until.isAfter(now)
        ? Optional.empty()
        : Optional.of(new ReturnedFinding(finding, until));
  }

  /** One alert for each flaw of an image, however many of its packages have it. */
  AlertMessage alert(ImageSubject subject, Instant now) {
    Document suppression = finding.get("suppression", Document.class);
    String image = finding.getString("image");
    String id = finding.getString("id");
    String entry = suppression.getString("entry");
    return new AlertMessage(
        String.join("|", AlertMessage.SUPPRESSION_EXPIRED, image, id, entry + "@" + until),
        AlertMessage.SUPPRESSION_EXPIRED,
        Digest.parse(image),
        references(subject),
        id,
        Severity.valueOf(finding.getString("severity")),
        finding.getString("title"),
        "suppressed until " + until + " by " + entry + ": " + suppression.getString("reason"),
        null,
        now,
        Map.of());
  }

  private static List<String> references(ImageSubject subject) {
    List<String> references = new ArrayList<>();
    for (ImageName name : subject.names()) {
      if (name.tags().isEmpty()) {
        references.add(name.repository());
      }
      name.tags().forEach(tag -> references.add(name.repository() + ":" + tag));
    }
    return references;
  }
}
