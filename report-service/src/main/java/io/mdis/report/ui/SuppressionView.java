package io.mdis.report.ui;

import io.mdis.report.whitelist.StoredSuppression;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionScope;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry on a page.
 *
 * @param id of the entry
 * @param subject flaw, rule or hash that it speaks of, or that it speaks of every finding
 * @param narrowed what else must fit, one line each
 * @param status word for a person
 * @param reason for a person
 * @param author who answers for it; empty when nobody is named
 * @param origin where it comes from
 * @param end when it ends; empty for never
 * @param state word for a person, and style name
 * @param revision that was shown
 * @param removable whether it was made here, not by a file or document
 */
public record SuppressionView(
    String id,
    String subject,
    List<String> narrowed,
    String status,
    String reason,
    String author,
    String origin,
    String end,
    String state,
    long revision,
    boolean removable) {

  /** The view of an entry. */
  public static SuppressionView of(StoredSuppression stored, SuppressionState state) {
    Suppression entry = stored.entry();
    SuppressionScope scope = entry.scope();
    List<String> narrowed = new ArrayList<>();
    add(narrowed, "also", scope.aliases().isEmpty() ? null : String.join(", ", scope.aliases()));
    add(narrowed, "dimension", scope.dimension());
    add(narrowed, "hash", scope.vulnerability() == null ? null : scope.hash());
    add(narrowed, "package", scope.packageName());
    add(narrowed, "purl", scope.purl());
    add(narrowed, "path", scope.path());
    add(narrowed, "image", scope.image());
    add(narrowed, "environment", scope.environment());
    return new SuppressionView(
        entry.id(),
        subject(scope),
        narrowed,
        entry.status().words(),
        entry.reason(),
        entry.author() == null ? "" : entry.author(),
        entry.source() == null
            ? entry.origin().label()
            : entry.origin().label() + ": " + entry.source(),
        entry.expiresAt() == null ? "" : Times.text(entry.expiresAt()),
        state.label(),
        stored.revision(),
        entry.origin() == Origin.REST);
  }

  private static String subject(SuppressionScope scope) {
    if (scope.vulnerability() != null) {
      return scope.vulnerability();
    }
    return scope.hash() == null ? "every finding" : "hash " + scope.hash();
  }

  private static void add(List<String> lines, String name, String value) {
    if (value != null) {
      lines.add(name + " " + value);
    }
  }
}
