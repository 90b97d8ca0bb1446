package io.mdis.standalone.cli;

import io.mdis.export.ExportFormat;
import io.mdis.export.ExportFormats;
import io.mdis.export.Report;
import io.mdis.standalone.output.TableFormat;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which formats a report is written, and where to: one to standard output, others to files. */
final class ReportOutputs {
  private static final String TABLE = "table";

  /** For completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Names.class,
      description = "Form of the report, table by default: ${COMPLETION-CANDIDATES}.")
  private String format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "[FORMAT=]FILE",
      description =
          "Write the report there instead of standard output; with a format, such as"
              + " sarif=app.sarif, that one too. Repeat for several.")
  private List<String> outputs = List.of();

  @Option(
      names = "--show-suppressed",
      description = "List suppressed findings in the table too; other formats always have them.")
  private boolean showSuppressed;

  /** A format and the file it goes to; none for standard output. */
  private record Target(ExportFormat format, Optional<Path> file) {}

  /** Throws UsageException for what can't be written, before anything is scanned. */
  void check() {
    for (Target target : targets()) {
      Path folder = target.file.map(file -> file.toAbsolutePath().getParent()).orElse(null);
      if (folder != null && !Files.isDirectory(folder)) {
        throw new UsageException("there is no folder " + folder + " to write the report to");
      }
    }
  }

  /** Whether any of the formats lists packages. */
  boolean needComponents() {
    return targets().stream().anyMatch(target -> target.format.needsComponents());
  }

  /** Writes every one. */
  void write(Report report) throws IOException {
    for (Target target : targets()) {
      if (target.file.isEmpty()) {
        target.format.write(report, System.out);
      } else {
        try (OutputStream out = new FileOutputStream(target.file.get().toFile())) {
          target.format.write(report, out);
        }
      }
    }
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    Optional<Path> plain = Optional.empty();
    for (String output : outputs) {
      int equals = output.indexOf('=');
      Optional<ExportFormat> named =
          equals < 0 ? Optional.empty() : named(output.substring(0, equals));
      if (named.isPresent()) {
        targets.add(new Target(named.get(), Optional.of(Path.of(output.substring(equals + 1)))));
      } else if (plain.isPresent()) {
        throw new UsageException(
            "two files for one report, "
                + plain.get()
                + " and "
                + output
                + ": write FORMAT=FILE for more than one");
      } else {
        plain = Optional.of(Path.of(output));
      }
    }
    // Who names formats for all files wants nothing else, unless it is asked for.
    if (format != null || plain.isPresent() || targets.isEmpty()) {
      String name = format == null ? TABLE : format;
      ExportFormat first =
          named(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no format \"" + name + "\": there are " + String.join(", ", names())));
      targets.addFirst(new Target(first, plain));
    }
    return targets;
  }

  private Optional<ExportFormat> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(TABLE)
        ? Optional.of(new TableFormat(showSuppressed))
        : ExportFormats.named(lower);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(TABLE));
    names.addAll(ExportFormats.names());
    return names;
  }
}
