package io.mdis.report.ui;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.suppression.FindingSubject;
import io.mdis.suppression.SuppressionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A finding on a page. What is not known is empty.
 *
 * @param id of the vulnerability or rule
 * @param dimension that found it
 * @param severity normalised
 * @param sourceSeverity as the source says it
 * @param title one line
 * @param subject package, or the path that is the evidence
 * @param installed version
 * @param fixed version
 * @param layer diffID, shortened
 * @param priority 0 to 100
 * @param why reasons for it
 * @param exploited when CISA came to know that it is exploited
 * @param epss probability that it is exploited soon
 * @param suppressed why it is not counted; empty when it is
 * @param note what is said of it without suppressing it; empty mostly
 * @param sameLink where the images are shown that have the same file or secret; empty for others
 * @param reason why it matters; empty for what is of a package
 * @param remedy what to do; empty for what is of a package
 * @param evidence what else the dimension knows, name and value; empty for what is of a package
 */
public record FindingView(
    String id,
    String dimension,
    String severity,
    String sourceSeverity,
    String title,
    String subject,
    String installed,
    String fixed,
    String layer,
    String priority,
    String why,
    String exploited,
    String epss,
    String suppressed,
    String note,
    String sameLink,
    String reason,
    String remedy,
    List<Map.Entry<String, String>> evidence) {
  /** Details that are shown on their own. */
  private static final Set<String> SHOWN = Set.of("reason", "remedy");

  /** The view of a finding. */
  public static FindingView of(Finding finding) {
    String named = finding.details().getOrDefault("package", finding.path());
    String layer = finding.layer() == null ? "" : finding.layer().toString();
    return new FindingView(
        finding.id(),
        finding.dimension(),
        finding.severity().name(),
        orEmpty(finding.sourceSeverity()),
        orEmpty(finding.title()),
        orEmpty(named),
        finding.details().getOrDefault("installedVersion", ""),
        finding.details().getOrDefault("fixedVersion", ""),
        ShortDigest.text(layer),
        finding.details().getOrDefault("priority", ""),
        finding.details().getOrDefault("priorityWhy", ""),
        finding.details().getOrDefault("kevDateAdded", ""),
        finding.details().getOrDefault("epss", ""),
        finding.suppressed() ? suppressed(finding.suppression()) : "",
        orEmpty(finding.note()),
        same(finding),
        ofPackage(finding) ? "" : finding.details().getOrDefault("reason", ""),
        ofPackage(finding) ? "" : finding.details().getOrDefault("remedy", ""),
        ofPackage(finding)
            ? List.of()
            : finding.details().entrySet().stream()
                .filter(detail -> !SHOWN.contains(detail.getKey()))
                .toList());
  }

  /** Why a finding is not counted, who says so and how long. */
  static String suppressed(FindingSuppression suppression) {
    String by = suppression.author() == null ? suppression.origin() : suppression.author();
    String until = suppression.until() == null ? "" : ", until " + Times.text(suppression.until());
    return kind(suppression) + suppression.reason() + " (" + by + until + ")";
  }

  /** What kind of reason it is; nothing for the common one. */
  private static String kind(FindingSuppression suppression) {
    return SuppressionStatus.of(suppression.verdict())
        .filter(status -> status != SuppressionStatus.ACCEPTED)
        .map(status -> status.words() + ": ")
        .orElse("");
  }

  /** Name of the style for the severity. */
  public String style() {
    return severity.toLowerCase(Locale.ROOT);
  }

  /** Where the images are shown that have the same finding. */
  public String link() {
    return PageLinks.finding(dimension, id);
  }

  private static String same(Finding finding) {
    return FindingSubject.hashes(finding.details()).stream()
        .findFirst()
        .map(hash -> PageLinks.finding(finding.dimension(), FindingSubject.hashKey(hash)))
        .orElse("");
  }

  private static boolean ofPackage(Finding finding) {
    return finding.details().containsKey("package");
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
