package io.mdis.agent.plugin;

/**
 * What a plugin answers.
 *
 * @param allow whether the engine may go on
 * @param message why not, for the person who asked; empty when it may
 */
public record Authorization(boolean allow, String message) {
  /** Go on. */
  public static final Authorization ALLOWED = new Authorization(true, "");

  /** Don't, and why. */
  public static Authorization denied(String message) {
    return new Authorization(false, message);
  }
}
