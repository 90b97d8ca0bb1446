package io.mdis.report.ui;

import io.mdis.report.query.FixPlan;
import io.mdis.report.query.FixStep;
import java.util.List;

/**
 * What to fix first, on a page.
 *
 * @param steps the first few
 * @param unfixed findings that have no known fix
 * @param considered findings that the plan is made of
 * @param whole whether these are all findings
 */
public record FixView(List<FixStep> steps, int unfixed, int considered, boolean whole) {
  private static final int FEW = 6;

  /** The view of a plan for an image with so many findings in all. */
  static FixView of(FixPlan plan, long total) {
    return new FixView(
        plan.steps().stream().limit(FEW).toList(),
        plan.unfixed(),
        plan.considered(),
        plan.considered() >= total);
  }
}
