package io.mdis.worker;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A scanner whose answer a test decides. */
public record FakeScanner(
    String dimension, String rulesVersion, Needs needs, boolean judgesAnew, Look look)
    implements Scanner {

  /** What it does with an image. */
  @FunctionalInterface
  public interface Look {
    ScanResult scan(ScanContext context) throws IOException;
  }

  public static FakeScanner of(Look look) {
    return new FakeScanner("test", "rules-1", Needs.PACKAGE_FILES, false, look);
  }

  public FakeScanner withRules(String version) {
    return new FakeScanner(dimension, version, needs, judgesAnew, look);
  }

  /** The same, that needs no scan for new rules. */
  public FakeScanner judgingAnew() {
    return new FakeScanner(dimension, rulesVersion, needs, true, look);
  }

  /** A result of this kind of scanner. */
  public static ScanResult result(ScanStatus status, String rules, String... findings) {
    return new ScanResult(
        "test",
        status,
        status == ScanStatus.SUCCEEDED ? List.of() : List.of(new ScanReason("test.reason", "why")),
        "1",
        rules,
        Stream.of(findings).map(FakeScanner::finding).toList(),
        Map.of());
  }

  private static Finding finding(String id) {
    Digest layer = FakeSource.digestOf("layer");
    return new Finding(id, "test", Severity.HIGH, null, "title of " + id, layer, "/etc", Map.of());
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public ScanResult scan(ScanContext context) throws IOException {
    return look.scan(context);
  }
}
