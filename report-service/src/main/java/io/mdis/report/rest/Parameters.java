package io.mdis.report.rest;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.AlertCursor;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.CursorText;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.ImageCursor;
import io.mdis.report.query.ImageMark;
import io.mdis.report.query.ImageOrder;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageSearchQuery;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.query.VulnerabilityName;
import io.mdis.report.whitelist.SuppressionQuery;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.suppression.Origin;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a request carries, for the API and the pages alike. Takes text instead of typed
 * parameters so that a value that does not fit is named in the answer. Throws ReportProblem.
 */
public final class Parameters {
  private Parameters() {}

  /** The digest of a manifest, from the path. */
  public static Digest digest(String text) {
    return digest("digest", text);
  }

  private static Digest digest(String field, String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw ReportProblem.invalid(field, e.getMessage());
    }
  }

  /** Which images; blank parameters count as absent. */
  public static ImageQuery images(String registry, String repository, String cursor, String limit) {
    return new ImageQuery(
        present(registry),
        present(repository),
        present(cursor).map(ImageCursor::parse),
        number("limit", limit, ImageQuery.DEFAULT_LIMIT));
  }

  /** Which images a person looks for; blank parameters count as absent. */
  public static ImageSearchQuery search(
      String text,
      String project,
      String order,
      String severity,
      String dimension,
      String status,
      String cursor,
      String limit) {
    return new ImageSearchQuery(
        present(text).map(String::strip),
        present(project).map(String::strip),
        present(order)
            .map(name -> constant(ImageOrder.class, "order", name))
            .orElse(ImageOrder.NEWEST),
        present(severity).map(name -> constant(Severity.class, "severity", name)),
        present(dimension),
        statuses(status),
        present(cursor).map(ImageMark::parse),
        number("limit", limit, ImageQuery.DEFAULT_LIMIT));
  }

  private static Set<DimensionStatus> statuses(String text) {
    Set<DimensionStatus> statuses = EnumSet.noneOf(DimensionStatus.class);
    if (present(text).isPresent()) {
      for (String name : text.split(",", -1)) {
        statuses.add(constant(DimensionStatus.class, "status", name));
      }
    }
    return statuses;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                ReportProblem.invalid(
                    field, field + " must be one of " + Arrays.toString(type.getEnumConstants())));
  }

  /** Which findings; blank parameters count as absent. */
  public static FindingQuery findings(String dimension, String severity, String page, String size) {
    return new FindingQuery(present(dimension), severities(severity), page(page, size));
  }

  /** Which alerts; blank parameters count as absent. */
  public static AlertQuery alerts(
      String state, String kind, String severity, String image, String cursor, String limit) {
    return new AlertQuery(
        alertStates(state),
        present(kind),
        severities(severity),
        present(image).map(text -> digest("image", text)),
        present(cursor).map(AlertCursor::parse),
        number("limit", limit, AlertQuery.DEFAULT_LIMIT));
  }

  private static Set<AlertState> alertStates(String text) {
    Set<AlertState> states = EnumSet.noneOf(AlertState.class);
    if (present(text).isPresent()) {
      for (String name : text.split(",", -1)) {
        states.add(
            Arrays.stream(AlertState.values())
                .filter(state -> state.label().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                    () ->
                        ReportProblem.invalid(
                            "state", "state must be open, acknowledged or closed")));
      }
    }
    return states;
  }

  /** Which of the images that have a flaw; blank parameters count as absent. */
  public static AffectedImageQuery affectedImages(String id, String cursor, String limit) {
    return new AffectedImageQuery(
        new VulnerabilityName(id),
        present(cursor).map(Parameters::cursor),
        number("limit", limit, AffectedImageQuery.DEFAULT_LIMIT));
  }

  /** Which entries that suppress; blank parameters count as absent. */
  public static SuppressionQuery suppressions(
      String state, String origin, String vulnerability, String page, String size) {
    return new SuppressionQuery(
        present(state).map(Parameters::state),
        present(origin)
            .map(
                label ->
                    Origin.of(label)
                        .orElseThrow(
                            () ->
                                ReportProblem.invalid(
                                    "origin", "origin must be rest, file or vex"))),
        present(vulnerability),
        page(page, size));
  }

  private static SuppressionState state(String text) {
    return Arrays.stream(SuppressionState.values())
        .filter(state -> state.label().equals(text))
        .findFirst()
        .orElseThrow(
            () -> ReportProblem.invalid("state", "state must be active, expiring or expired"));
  }

  /** Which part of a list; blank parameters count as absent. */
  public static PageQuery page(String page, String size) {
    return new PageQuery(number("page", page, 0), number("size", size, PageQuery.DEFAULT_SIZE));
  }

  private static Digest cursor(String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw CursorText.refused();
    }
  }

  private static Set<Severity> severities(String text) {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    if (present(text).isEmpty()) {
      return severities;
    }
    for (String name : text.split(",", -1)) {
      String wanted = name.strip().toUpperCase(Locale.ROOT);
      severities.add(
          Arrays.stream(Severity.values())
              .filter(severity -> severity.name().equals(wanted))
              .findFirst()
              .orElseThrow(
                  () ->
                      ReportProblem.invalid(
                          "severity",
                          "severity must be one or more, separated by commas, of "
                              + Arrays.toString(Severity.values()))));
    }
    return severities;
  }

  private static int number(String field, String text, int absent) {
    try {
      return present(text).map(Integer::parseInt).orElse(absent);
    } catch (NumberFormatException e) {
      throw ReportProblem.invalid(field, field + " must be a whole number");
    }
  }

  /** The revision of an entry as an entity tag, or as its number. */
  public static long revision(String match) {
    if (match == null || match.isBlank()) {
      throw ReportProblem.unconditional(
          "suppression.no-revision",
          "send If-Match with the ETag of the entry as you have read it, such as \"1\"");
    }
    String digits = match.strip().replaceAll("^\"|\"$", "");
    if (!digits.matches("[0-9]{1,18}")) {
      throw ReportProblem.invalid("If-Match", "If-Match must be the ETag of the entry");
    }
    return Long.parseLong(digits);
  }

  /** Blank ones count as absent. */
  static Optional<String> present(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }
}
