package io.mdis.suppression.vex;

import io.mdis.suppression.EntryIds;
import io.mdis.suppression.InvalidSuppressionException;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the statements of one document as entries; the latest about a flaw and product holds. */
final class VexEntries {
  static final int MAX_ENTRIES = 20_000;

  /** Parts of a document that are looked at, some of them more than once. */
  private static final int MOST_STEPS = 200_000;

  private static final int MOST_REASONS = 20;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_ID = 300;
  private static final Comparator<Instant> LATER = Comparator.nullsFirst(Comparator.naturalOrder());

  private final String format;
  private final VexFormat.Header header;
  private final String name;
  private final String id;
  private final Map<String, Suppression> entries = new LinkedHashMap<>();
  private final List<String> skipReasons = new ArrayList<>();
  private int steps;
  private int skipped;

  /**
   * One flaw and what is said of it, before the products are known.
   *
   * @param at when it was said; null when the document doesn't say
   */
  record Statement(
      String vulnerability,
      List<String> aliases,
      SuppressionStatus status,
      String reason,
      String justification,
      Instant at) {}

  VexEntries(String format, VexFormat.Header header, String name) {
    this.format = format;
    this.header = header;
    this.name = name;
    this.id = header.id().isEmpty() ? name : cut(header.id(), LONGEST_ID);
  }

  /** Takes a statement about a product in. */
  void add(Statement statement, VexProduct product) throws VexException {
    count();
    if (statement.status() == SuppressionStatus.FIXED && !product.exact()) {
      skip(statement.vulnerability(), "\"fixed\" names no version of " + product);
      return;
    }
    SuppressionScope scope =
        new SuppressionScope(
            statement.vulnerability(),
            statement.aliases(),
            null,
            product.purl(),
            null,
            product.image(),
            null);
    Suppression entry =
        new Suppression(
            EntryIds.of(Origin.VEX, id, scope),
            scope,
            statement.status(),
            reason(statement),
            statement.justification(),
            header.author() == null ? null : cut(header.author(), LONGEST_ID),
            statement.at() == null ? header.at() : statement.at(),
            null,
            Origin.VEX,
            id);
    try {
      SuppressionRules.DEFAULT.kept(entry, Instant.EPOCH);
    } catch (InvalidSuppressionException e) {
      skip(statement.vulnerability(), e.getMessage());
      return;
    }
    entries.merge(entry.id(), entry, VexEntries::holding);
    if (entries.size() > MAX_ENTRIES) {
      throw new VexException(
          name, "it makes more than " + MAX_ENTRIES + " statements: part the document");
    }
  }

  /** Leaves a statement out; the reason is told. */
  void skip(String vulnerability, String why) {
    skipped++;
    if (skipReasons.size() < MOST_REASONS) {
      skipReasons.add(cut(clean(vulnerability + ": " + why), LONGEST_REASON));
    }
  }

  /** Counts what is looked at, so that a small document can't make much work. */
  void count() throws VexException {
    steps++;
    if (steps > MOST_STEPS) {
      throw new VexException(
          name, "more than " + MOST_STEPS + " parts are to be looked at: part the document");
    }
  }

  VexDocument document() {
    return new VexDocument(
        id, format, header.author(), List.copyOf(entries.values()), skipped, skipReasons);
  }

  /** The later one; of two at once the one that suppresses less. */
  private static Suppression holding(Suppression before, Suppression after) {
    int order = LATER.compare(before.createdAt(), after.createdAt());
    boolean keep = order == 0 ? !before.status().suppresses() : order > 0;
    return keep ? before : after;
  }

  private String reason(Statement statement) {
    String said = clean(statement.reason() == null ? "" : statement.reason());
    if (!said.isBlank()) {
      return cut(said.strip(), LONGEST_REASON);
    }
    return statement.justification() == null
        ? statement.status().label() + " says " + clean(id)
        : statement.justification().replace('_', ' ');
  }

  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
