package io.mdis.standalone.doctor;

/**
 * What a check found.
 *
 * @param level how it is
 * @param found for a person
 * @param remedy what to do; empty when nothing has to be done
 */
public record Diagnosis(Level level, String found, String remedy) {

  /** How a thing is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** MDIS runs, but not as well as it could. */
    WARN,
    /** MDIS does not run, or not rightly. */
    FAIL
  }

  static Diagnosis ok(String found) {
    return new Diagnosis(Level.OK, found, "");
  }

  static Diagnosis warn(String found, String remedy) {
    return new Diagnosis(Level.WARN, found, remedy);
  }

  static Diagnosis fail(String found, String remedy) {
    return new Diagnosis(Level.FAIL, found, remedy);
  }
}
