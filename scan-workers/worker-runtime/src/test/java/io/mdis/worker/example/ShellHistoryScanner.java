package io.mdis.worker.example;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what somebody typed into a shell while the image was made. */
@Singleton
public final class ShellHistoryScanner implements Scanner {
  private static final List<String> NAMES =
      List.of(".ash_history", ".bash_history", ".zsh_history");

  @Override
  public String dimension() {
    return "shell-history";
  }

  @Override
  public String version() {
    return "1"; // Another one when the code judges differently: every image is then judged again.
  }

  @Override
  public String rulesVersion() {
    return "1"; // Another one when the knowledge changes: a database, a file of rules.
  }

  @Override
  public Needs needs() {
    return Needs.PACKAGE_FILES; // Layers are fetched and indexed, files are looked up by path.
  }

  @Override
  public ScanResult scan(ScanContext context) throws IOException {
    List<String> homes = new ArrayList<>(List.of("root"));
    for (ImageView.Located home : context.view().list("home")) {
      homes.add(home.entry().path());
    }
    List<Finding> findings = new ArrayList<>();
    for (String home : homes) {
      for (String name : NAMES) {
        context
            .view()
            .resolve(home + "/" + name)
            .filter(file -> file.entry().type() == LayerEntry.Type.FILE)
            .filter(file -> file.entry().size() > 0)
            .ifPresent(file -> findings.add(finding(context, file)));
      }
    }
    return new ScanResult(
        dimension(),
        ScanStatus.SUCCEEDED,
        List.of(),
        version(),
        rulesVersion(),
        findings,
        Map.of());
  }

  private Finding finding(ScanContext context, ImageView.Located file) {
    return new Finding(
        "shell-history",
        dimension(),
        Severity.LOW,
        null,
        "A shell's history was left in the image; it may hold passwords",
        context.layers().get(file.layer()).diffId(),
        file.entry().path(),
        Map.of("size", Long.toString(file.entry().size())));
  }
}
