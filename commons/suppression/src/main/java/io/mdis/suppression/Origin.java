package io.mdis.suppression;

import java.util.Arrays;
import java.util.Optional;

/** Where an entry comes from, and so where it is changed. */
public enum Origin {
  /** Made by a person through the API. */
  REST("rest"),
  /** A whitelist file that a repository holds. */
  FILE("file"),
  /** A VEX document of whatever format. */
  VEX("vex"),
  /** The file of that name that the command line reads. */
  IGNORE_FILE(".mdisignore");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /** As documents and reports write it. */
  public String label() {
    return label;
  }

  /** The origin of a label; empty when there is no such origin. */
  public static Optional<Origin> of(String label) {
    return Arrays.stream(values()).filter(origin -> origin.label.equals(label)).findFirst();
  }
}
