package io.mdis.standalone.output;

import io.mdis.contracts.Finding;
import io.mdis.export.Comparison;
import io.mdis.export.FindingText;
import io.mdis.export.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What differs between two images that were scanned just now; its JSON form is versioned.
 *
 * @param schemaVersion of this record's JSON form
 * @param from the earlier image
 * @param to the later image
 * @param dimensions how many findings are new, fixed and unchanged
 * @param changes each finding and what became of it
 */
public record CompareAnswer(
    int schemaVersion,
    Report.Image from,
    Report.Image to,
    List<Comparison.DimensionChange> dimensions,
    List<Comparison.Change> changes) {

  /** Current version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies what it is given. */
  public CompareAnswer {
    dimensions = List.copyOf(dimensions);
    changes = List.copyOf(changes);
  }

  /** What differs between two reports. */
  public static CompareAnswer of(Report from, Report to) {
    Comparison comparison = Comparison.of(from.results(), to.results());
    return new CompareAnswer(
        SCHEMA_VERSION, from.image(), to.image(), comparison.dimensions(), comparison.changes());
  }

  /** Writes it as JSON. */
  public void write(OutputStream out) throws IOException {
    IndentedJson.write(this, out);
  }

  /** Prints it for a person; findings that are unchanged are only counted. */
  public void print(PrintStream out) {
    out.printf("%s -> %s%n", PrintableText.of(from.name()), PrintableText.of(to.name()));
    for (Comparison.DimensionChange dimension : dimensions) {
      out.println();
      out.println(heading(dimension));
      for (Comparison.Change change : changes) {
        if (change.finding().dimension().equals(dimension.dimension())
            && change.kind() != Comparison.Kind.UNCHANGED) {
          out.println("  " + line(change));
        }
      }
    }
  }

  private static String heading(Comparison.DimensionChange change) {
    return change.compared()
        ? change.dimension()
            + ": "
            + change.added()
            + " new, "
            + change.fixed()
            + " fixed, "
            + change.unchanged()
            + " unchanged"
        : change.dimension()
            + ": NOT COMPARED, "
            + (change.from() == null ? "no result" : change.from())
            + " -> "
            + (change.to() == null ? "no result" : change.to());
  }

  private static String line(Comparison.Change change) {
    Finding finding = change.finding();
    String where =
        FindingText.detail(finding, "package")
            .map(name -> name + " " + finding.details().getOrDefault("installedVersion", ""))
            .or(() -> FindingText.place(finding))
            .map(text -> " in " + text)
            .orElse("");
    return PrintableText.of(
        change.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + finding.severity()
            + " "
            + finding.id()
            + where);
  }
}
