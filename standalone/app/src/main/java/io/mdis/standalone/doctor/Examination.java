package io.mdis.standalone.doctor;

import io.mdis.standalone.doctor.Diagnosis.Level;
import java.util.List;

/**
 * What all checks found; its JSON form is versioned.
 *
 * @param schemaVersion of this record's JSON form
 * @param level the worst
 * @param checks in their order
 */
public record Examination(int schemaVersion, Level level, List<Line> checks) {
  private static final int SCHEMA_VERSION = 1;

  /**
   * One check.
   *
   * @param name of it
   * @param level how it is
   * @param found for a person
   * @param remedy what to do; empty when nothing has to be done
   */
  public record Line(String name, Level level, String found, String remedy) {}

  /** Copies the lines. */
  public Examination {
    checks = List.copyOf(checks);
  }

  static Examination of(List<Line> lines) {
    Level worst = lines.stream().map(Line::level).max(Level::compareTo).orElse(Level.OK);
    return new Examination(SCHEMA_VERSION, worst, lines);
  }
}
