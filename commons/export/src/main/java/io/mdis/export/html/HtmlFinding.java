package io.mdis.export.html;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.Severity;
import io.mdis.export.FindingText;
import java.util.Map;

/**
 * A row of the page.
 *
 * @param urgent why not to wait: that it is being exploited; null mostly
 * @param layer number from the base upwards, or a dash
 * @param decision of one that is suppressed: why, by whom and until when; null otherwise
 */
public record HtmlFinding(
    Severity severity,
    String id,
    String link,
    String urgent,
    String title,
    String note,
    String where,
    String layer,
    String remedy,
    String decision) {

  static HtmlFinding of(Finding finding, Map<Digest, Integer> layers) {
    Integer layer = finding.layer() == null ? null : layers.get(finding.layer());
    return new HtmlFinding(
        finding.severity(),
        finding.id(),
        FindingText.link(finding).orElse(null),
        FindingText.detail(finding, "kev").map(known -> "exploited").orElse(null),
        title(finding),
        finding.note(),
        where(finding),
        layer == null ? "–" : layer.toString(),
        FindingText.remedy(finding),
        finding.suppressed() ? decision(finding.suppression()) : null);
  }

  /** The id stands before it already. */
  private static String title(Finding finding) {
    String summary = FindingText.summary(finding);
    String named = finding.id() + ": ";
    return summary.startsWith(named) ? summary.substring(named.length()) : summary;
  }

  private static String where(Finding finding) {
    return FindingText.detail(finding, "package")
        .map(name -> name + " " + finding.details().getOrDefault("installedVersion", ""))
        .or(
            () ->
                FindingText.place(finding)
                    .map(p -> p + FindingText.line(finding).map(line -> ":" + line).orElse("")))
        .orElse("the image");
  }

  private static String decision(FindingSuppression decision) {
    String by = decision.author() == null ? decision.origin() : decision.author();
    String until = decision.until() == null ? "" : ", until " + decision.until();
    return decision.reason() + " (" + by + until + ")";
  }
}
