package io.mdis.standalone.output;

import io.mdis.standalone.doctor.Examination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what a doctor found: one line for each check, and below it what to do. */
public final class ExaminationTable {
  private ExaminationTable() {}

  /** For a person. */
  public static void print(Examination examination, PrintStream out) {
    int width =
        examination.checks().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    for (Examination.Line line : examination.checks()) {
      out.printf(
          Locale.ROOT,
          "%-4s  %-" + width + "s  %s%n",
          line.level().name().toLowerCase(Locale.ROOT),
          PrintableText.of(line.name()),
          PrintableText.of(line.found()));
      if (!line.remedy().isEmpty()) {
        out.printf(Locale.ROOT, "      %-" + width + "s  → %s%n", "", line.remedy());
      }
    }
  }

  /** For a program. */
  public static void write(Examination examination, OutputStream out) throws IOException {
    IndentedJson.write(examination, out);
  }
}
