package io.mdis.agent.decision;

/**
 * How an image is treated.
 *
 * @param mode how strictly
 * @param unknown whether it may start though nobody has measured it at a registry
 * @param everyFile whether all files are read before each start, instead of their status
 */
public record Treatment(Mode mode, boolean unknown, boolean everyFile) {
  /** Nothing is looked at. */
  public static final Treatment OFF = new Treatment(Mode.OFF, true, false);

  /** The stricter of both, in each respect. */
  public Treatment stricter(Treatment other) {
    if (other.mode == Mode.OFF || mode == Mode.OFF) {
      return mode == Mode.OFF ? other : this;
    }
    return new Treatment(
        mode.compareTo(other.mode) > 0 ? mode : other.mode,
        unknown && other.unknown,
        everyFile || other.everyFile);
  }
}
