package io.mdis.history.lint;

import io.mdis.history.rule.Remark;
import java.util.List;

/**
 * What linting found.
 *
 * @param linters who spoke, with versions, such as {@code hadolint 2.15.1}
 * @param remarks in the order of the linters and the file
 * @param problems why a linter did not speak where another did, for a person
 * @param leftOut what no linter looked at, for a person; empty when all was looked at
 */
public record LintReport(
    List<String> linters, List<Remark> remarks, List<String> problems, List<String> leftOut) {

  /** The lists are kept as they are. */
  public LintReport {
    linters = List.copyOf(linters);
    remarks = List.copyOf(remarks);
    problems = List.copyOf(problems);
    leftOut = List.copyOf(leftOut);
  }
}
