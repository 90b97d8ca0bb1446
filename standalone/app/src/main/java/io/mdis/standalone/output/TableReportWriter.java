package io.mdis.standalone.output;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Writes a report for a person at a terminal. */
public final class TableReportWriter implements ReportWriter {

  @Override
  public void write(LocalReport report, OutputStream out) throws IOException {
    PrintWriter print = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    print.printf("%s (%s)%n", printable(report.image().name()), report.image().platform());
    for (ScanResult result : report.results()) {
      print.println();
      heading(result, print);
      if (!result.findings().isEmpty()) {
        print.println();
        print.print(table(result.findings()));
      }
    }
    print.flush();
    if (print.checkError()) {
      throw new IOException("the report could not be written to standard output");
    }
  }

  private static void heading(ScanResult result, PrintWriter print) {
    String distribution = result.facts().get("distribution");
    String newest = result.facts().get("advisoryDatabaseNewest");
    print.printf(
        "%s: %s%s%s%n",
        result.dimension(),
        verdict(result),
        distribution == null ? "" : " · " + printable(distribution),
        newest == null ? "" : " · advisories up to " + printable(newest));
    for (ScanReason reason : result.reasons()) {
      print.printf("  %s: %s%n", reason.code(), printable(reason.message()));
    }
  }

  /** Only a complete scan may say that nothing was found. */
  private static String verdict(ScanResult result) {
    int count = result.findings().size();
    String found = count == 0 ? "nothing found" : count + (count == 1 ? " finding" : " findings");
    if (result.status() == ScanStatus.SUCCEEDED) {
      return found;
    }
    String status = result.status().name().toLowerCase(Locale.ROOT);
    return result.status() == ScanStatus.PARTIAL && count > 0
        ? found + ", " + status
        : status.toUpperCase(Locale.ROOT);
  }

  private static String table(List<Finding> findings) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            column(findings, "ID", Finding::id),
            column(findings, "SEVERITY", f -> f.severity().name()),
            column(findings, "PRIORITY", TableReportWriter::priority),
            column(findings, "PACKAGE", f -> detail(f, "package")),
            column(findings, "INSTALLED", f -> detail(f, "installedVersion")),
            column(findings, "FIXED IN", f -> detail(f, "fixedVersion")),
            column(findings, "LAYER", TableReportWriter::layer));
    table.addRowValues("ID", "SEVERITY", "PRIORITY", "PACKAGE", "INSTALLED", "FIXED IN", "LAYER");
    for (Finding finding : findings) {
      table.addRowValues(
          printable(finding.id()),
          finding.severity().name(),
          priority(finding),
          detail(finding, "package"),
          detail(finding, "installedVersion"),
          detail(finding, "fixedVersion"),
          layer(finding));
    }
    return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static Column column(
      List<Finding> findings, String title, java.util.function.Function<Finding, String> text) {
    int width = title.length();
    for (Finding finding : findings) {
      width = Math.max(width, text.apply(finding).length());
    }
    return new Column(width + 2, 0, Overflow.SPAN);
  }

  private static String detail(Finding finding, String key) {
    return printable(finding.details().getOrDefault(key, "-"));
  }

  /** How soon to fix it, and whether it is being exploited or likely to be. */
  private static String priority(Finding finding) {
    Map<String, String> details = finding.details();
    String value = detail(finding, "priority");
    if (details.containsKey("kev")) {
      return value + " KEV";
    }
    String epss = details.getOrDefault("epss", "");
    return epss.compareTo("0.1") < 0 ? value : value + " EPSS " + printable(epss).substring(0, 4);
  }

  private static String layer(Finding finding) {
    return finding.layer() == null ? "-" : finding.layer().hex().substring(0, 12);
  }

  /** Names come from the image: control characters must not reach the terminal. */
  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 500 ? clean : clean.substring(0, 500) + "…";
  }
}
