package io.mdis.standalone.output;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.export.Advice;
import io.mdis.export.ExportFormat;
import io.mdis.export.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Writes a report for a person at a terminal. */
public final class TableFormat implements ExportFormat {
  private final boolean showSuppressed;

  /** Lists suppressed findings, or only says how many there are. */
  public TableFormat(boolean showSuppressed) {
    this.showSuppressed = showSuppressed;
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public String extension() {
    return "txt";
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    PrintWriter print = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    print.printf("%s (%s)%n", PrintableText.of(report.image().name()), report.image().platform());
    for (ScanResult result : report.results()) {
      print.println();
      heading(result, print);
      List<Finding> counted = result.findings().stream().filter(f -> !f.suppressed()).toList();
      if (!counted.isEmpty()) {
        print.println();
        print.print(table(counted, FindingColumns.of(result.dimension())));
        notes(counted, print);
      }
      List<Finding> suppressed = result.findings().stream().filter(Finding::suppressed).toList();
      if (showSuppressed && !suppressed.isEmpty()) {
        print.println();
        print.println("suppressed:");
        print.print(table(suppressed, FindingColumns.suppressed(result.dimension())));
      }
    }
    advice(report, print);
    print.flush();
    if (print.checkError()) {
      throw new IOException("the report could not be written to standard output");
    }
  }

  private static void advice(Report report, PrintWriter print) {
    List<Advice> advice = Advice.of(report.results());
    if (!advice.isEmpty()) {
      print.println();
      print.println("what to do first:");
    }
    for (int i = 0; i < advice.size(); i++) {
      print.printf("  %d. %s%n", i + 1, PrintableText.of(advice.get(i).text()));
    }
  }

  private static void heading(ScanResult result, PrintWriter print) {
    String distribution = result.facts().get("distribution");
    String newest = result.facts().get("advisoryDatabaseNewest");
    print.printf(
        "%s: %s%s%s%n",
        result.dimension(),
        verdict(result),
        distribution == null ? "" : " · " + PrintableText.of(distribution),
        newest == null ? "" : " · advisories up to " + PrintableText.of(newest));
    for (ScanReason reason : result.reasons()) {
      print.printf("  %s: %s%n", reason.code(), PrintableText.of(reason.message()));
    }
  }

  /** Only a complete scan may say that nothing was found. */
  private static String verdict(ScanResult result) {
    long suppressed = result.findings().stream().filter(Finding::suppressed).count();
    long count = result.findings().size() - suppressed;
    String found =
        count == 0 && suppressed == 0
            ? "nothing found"
            : count + (count == 1 ? " finding" : " findings");
    if (suppressed > 0) {
      found += ", " + suppressed + " suppressed";
    }
    if (result.status() == ScanStatus.SUCCEEDED) {
      return found;
    }
    String status = result.status().name().toLowerCase(Locale.ROOT);
    return result.status() == ScanStatus.PARTIAL && count + suppressed > 0
        ? found + ", " + status
        : status.toUpperCase(Locale.ROOT);
  }

  private static void notes(List<Finding> findings, PrintWriter print) {
    for (Finding finding : findings) {
      if (finding.note() != null) {
        print.printf(
            "  %s: %s%n", PrintableText.of(finding.id()), PrintableText.of(finding.note()));
      }
    }
  }

  private static String table(
      List<Finding> findings, Map<String, Function<Finding, String>> columns) {
    List<String[]> rows = new ArrayList<>();
    rows.add(columns.keySet().toArray(String[]::new));
    for (Finding finding : findings) {
      rows.add(columns.values().stream().map(of -> of.apply(finding)).toArray(String[]::new));
    }
    Column[] widths = new Column[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int width = 0;
      for (String[] row : rows) {
        width = Math.max(width, row[i].length());
      }
      widths[i] = new Column(width + 2, 0, Overflow.SPAN);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), widths);
    rows.forEach(table::addRowValues);
    return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"))
        + "\n";
  }
}
