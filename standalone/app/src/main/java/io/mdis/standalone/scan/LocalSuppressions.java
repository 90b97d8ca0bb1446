package io.mdis.standalone.scan;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.export.Report;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImageSubject;
import io.mdis.suppression.ImageSuppressions;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.Suppressions;
import io.mdis.suppression.file.IgnoreFile;
import io.mdis.suppression.file.SuppressionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the files of a command line suppress. */
public final class LocalSuppressions {
  private final Suppressions suppressions;
  private final Instant now;

  private LocalSuppressions(Suppressions suppressions, Instant now) {
    this.suppressions = suppressions;
    this.now = now;
  }

  /**
   * Reads the files that are named, or {@code .mdisignore} of a folder when none is.
   *
   * @param messages told what was read without being asked for, and what has no effect
   * @throws IOException naming the file and what is wrong with it
   */
  public static LocalSuppressions read(
      Path folder, List<Path> ignoreFiles, List<Path> vexFiles, Consumer<String> messages)
      throws IOException {
    Instant now = Instant.now();
    List<Suppression> entries = new ArrayList<>();
    List<Path> files = ignoreFiles;
    Path usual = folder.resolve(IgnoreFile.NAME);
    if (ignoreFiles.isEmpty() && Files.isRegularFile(usual)) {
      files = List.of(usual);
    }
    for (Path file : files) {
      List<Suppression> read =
          SuppressionSource.of(bytes(file), file.toString(), SuppressionRules.DEFAULT, now)
              .entries();
      if (ignoreFiles.isEmpty()) {
        messages.accept("findings are suppressed by " + file + ", " + entries(read.size()));
      }
      entries.addAll(read);
    }
    for (Path file : vexFiles) {
      SuppressionSource source = SuppressionSource.vex(bytes(file), file.toString());
      if (source.skipped() > 0) {
        messages.accept(
            file
                + ": "
                + source.skipped()
                + " statements can't be used: "
                + String.join("; ", source.skipReasons()));
      }
      entries.addAll(source.entries());
    }
    for (Suppression entry : entries) {
      if (!entry.active(now)) {
        messages.accept(
            entry.source() + ": " + named(entry) + " has expired on " + entry.expiresAt());
      }
    }
    return new LocalSuppressions(Suppressions.of(entries), now);
  }

  /**
   * The report with every finding judged.
   *
   * @param target that was scanned; a file or folder is no name that an entry's image could fit
   */
  public Report apply(Report report, String target) {
    List<ImageName> names =
        Files.exists(Path.of(target)) ? List.of() : List.of(name(report.image()));
    ImageSuppressions ofImage = suppressions.on(new ImageSubject(names, Set.of()));
    List<ScanResult> results =
        report.results().stream().map(result -> judged(result, ofImage)).toList();
    return report.withResults(results);
  }

  private ScanResult judged(ScanResult result, ImageSuppressions ofImage) {
    List<Finding> findings =
        result.findings().stream().map(finding -> ofImage.judge(finding, now)).toList();
    return result.withFindings(findings);
  }

  private static ImageName name(Report.Image image) {
    ImageName name = ImageName.parse(image.name());
    return new ImageName(name.repository(), name.tags(), image.digest());
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return SuppressionSource.bytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  private static String named(Suppression entry) {
    return entry.scope().names().isEmpty() ? entry.id() : entry.scope().names().getFirst();
  }

  private static String entries(int count) {
    return count == 1 ? "1 entry" : count + " entries";
  }
}
