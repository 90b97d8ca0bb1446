package io.mdis.report.query;

import java.util.function.Function;

/** Answers which images have the same finding, for each dimension. */
public final class SameFindings {
  private static final int LONGEST = 100;
  private final Function<String, VulnerabilitySource> sources;

  /** Reads what a dimension finds from its source. */
  public SameFindings(Function<String, VulnerabilitySource> sources) {
    this.sources = sources;
  }

  /** What the named dimension finds; throws ReportProblem when none can have that name. */
  public Vulnerabilities of(String dimension) {
    if (dimension == null || dimension.isBlank() || dimension.length() > LONGEST) {
      throw ReportProblem.invalid("dimension", "dimension must be a name such as secret");
    }
    return new Vulnerabilities(sources.apply(dimension));
  }
}
