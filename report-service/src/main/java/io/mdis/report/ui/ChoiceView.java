package io.mdis.report.ui;

import io.mdis.contracts.Severity;
import io.mdis.report.query.DimensionStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something to choose from.
 *
 * @param value of the field
 * @param kind what words there are for it: {@code severity}, {@code status}, {@code dimension},
 *     {@code alertState}, {@code alertKind} or {@code entryState}; any other for none
 */
public record ChoiceView(String value, String kind) {
  /** Every status that leaves something unknown, in the order of their names. */
  private static final String INCOMPLETE = "FAILED,PARTIAL,PENDING,SKIPPED";

  /** Worst first. */
  static final List<ChoiceView> SEVERITIES =
      of("severity", List.of(Severity.values()).reversed().stream().map(Enum::name).toList());

  /** Of a dimension. */
  static final List<ChoiceView> STATUSES =
      of(
          "status",
          Stream.concat(
                  Stream.of(INCOMPLETE), Arrays.stream(DimensionStatus.values()).map(Enum::name))
              .toList());

  /** The values as choices of one kind. */
  static List<ChoiceView> of(String kind, Collection<String> values) {
    return values.stream().map(value -> new ChoiceView(value, kind)).toList();
  }
}
