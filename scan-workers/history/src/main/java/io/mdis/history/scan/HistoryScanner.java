package io.mdis.history.scan;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.history.dockerfile.Base;
import io.mdis.history.dockerfile.DockerfileText;
import io.mdis.history.dockerfile.HistoryReader;
import io.mdis.history.dockerfile.ImageHistory;
import io.mdis.history.dockerfile.KnownBases;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.lint.LintReport;
import io.mdis.history.lint.Linters;
import io.mdis.history.rule.Remark;
import io.mdis.history.threat.HistoryThreats;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Rebuilds the Dockerfile of an image and judges how it was made. */
public final class HistoryScanner implements Scanner {
  /** Name of the dimension. */
  public static final String DIMENSION = "history";

  /** Changes when Dockerfiles are rebuilt or judged in another way. */
  public static final String VERSION = "1";

  private static final int MAX_FINDINGS = 2000;
  private static final int MAX_OF_ONE_RULE = 100;
  private static final int MAX_DOCKERFILE = 30_000;

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(finding -> number(finding.details().get("instruction")))
          .thenComparing(Finding::id)
          .thenComparing(finding -> String.valueOf(finding.path()))
          .thenComparing(finding -> finding.details().toString());

  private final HistoryThreats threats;
  private final Linters linters;
  private final Supplier<KnownBases> bases;
  private final Needs needs;
  private final FindingMaker findings;

  /**
   * A scanner.
   *
   * @param bases asked before each scan
   * @param needs IMAGE_CONFIG for a look at the configuration alone, which fetches no layer;
   *     PACKAGE_FILES to compare the layers with the history as well
   */
  public HistoryScanner(
      HistoryThreats threats, Linters linters, Supplier<KnownBases> bases, Needs needs) {
    this.threats = threats;
    this.linters = linters;
    this.bases = bases;
    this.needs = needs;
    this.findings = new FindingMaker(threats.redaction());
  }

  @Override
  public String dimension() {
    return DIMENSION;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public String rulesVersion() {
    return String.join(
        "-", threats.version(), linters.version(), needs == Needs.IMAGE_CONFIG ? "c" : "l");
  }

  @Override
  public Needs needs() {
    return needs;
  }

  @Override
  public ScanResult scan(ScanContext context) throws IOException {
    ImageHistory history = HistoryReader.read(context.config());
    RebuiltDockerfile file = RebuiltDockerfile.of(history, bases.get());
    List<ScanReason> reasons = new ArrayList<>();
    for (String problem : history.problems()) {
      reasons.add(new ScanReason("history.malformed", context.name() + ": " + problem));
    }
    if (history.entries().isEmpty()) {
      reasons.add(
          new ScanReason(
              "history.absent",
              context.name() + " has no history: only its settings and layers were looked at"));
    }
    List<Remark> remarks =
        new ArrayList<>(
            threats.look(
                file,
                problem ->
                    reasons.add(new ScanReason("limit.rules", context.name() + ": " + problem))));
    if (needs != Needs.IMAGE_CONFIG) {
      remarks.addAll(threats.look(file, context.layers(), context.view()));
    }
    LintReport lint = linters.lint(file);
    remarks.addAll(lint.remarks());
    for (String leftOut : lint.leftOut()) {
      reasons.add(new ScanReason("linter.incomplete", context.name() + ": " + leftOut));
    }
    List<Finding> found = findings(context, file, remarks, reasons);
    return new ScanResult(
        DIMENSION,
        reasons.isEmpty() ? ScanStatus.SUCCEEDED : ScanStatus.PARTIAL,
        reasons,
        VERSION,
        rulesVersion(),
        found,
        facts(file, lint));
  }

  private List<Finding> findings(
      ScanContext context, RebuiltDockerfile file, List<Remark> remarks, List<ScanReason> reasons) {
    Map<String, Integer> ofRule = new HashMap<>();
    List<Remark> kept = new ArrayList<>();
    int leftOut = 0;
    List<Remark> heavyFirst =
        remarks.stream()
            .sorted(Comparator.comparing((Remark remark) -> remark.rule().severity()).reversed())
            .toList();
    for (Remark remark : heavyFirst) {
      boolean many = ofRule.merge(remark.rule().id(), 1, Integer::sum) > MAX_OF_ONE_RULE;
      if (many || kept.size() == MAX_FINDINGS) {
        leftOut++;
      } else {
        kept.add(remark);
      }
    }
    if (leftOut > 0) {
      reasons.add(
          new ScanReason(
              "limit.findings",
              context.name()
                  + ": "
                  + leftOut
                  + " findings more were left out; at most "
                  + MAX_OF_ONE_RULE
                  + " of a rule and "
                  + MAX_FINDINGS
                  + " in all are kept"));
    }
    return kept.stream()
        .map(remark -> findings.make(file, remark))
        .distinct()
        .sorted(WORST_FIRST)
        .toList();
  }

  private Map<String, String> facts(RebuiltDockerfile file, LintReport lint) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(
        "dockerfile",
        DockerfileText.forPeople(file, threats.redaction()::redact, MAX_DOCKERFILE).text());
    facts.put("linter", String.join(", ", lint.linters()));
    if (!lint.problems().isEmpty()) {
      facts.put("linterProblem", String.join("; ", lint.problems()));
    }
    Base base = file.base();
    base.name().ifPresent(name -> facts.put("base", name));
    if (base.evidence() != Base.Evidence.NONE) {
      facts.put("baseBy", base.evidence().name().toLowerCase(Locale.ROOT));
      facts.put("baseInstructions", Integer.toString(base.instructions()));
    }
    return facts;
  }

  private static int number(String index) {
    return index == null ? Integer.MAX_VALUE : Integer.parseInt(index);
  }
}
