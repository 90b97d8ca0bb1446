package io.mdis.agent.plugin;

import java.io.IOException;

/**
 * What is served at a path.
 *
 * @param reads whether it wants the request's body; else that is thrown away as it comes
 * @param handler runs on a thread of its own and may block
 */
public record Endpoint(boolean reads, Handler handler) {

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    /** The answer's JSON; what it throws becomes status 500. */
    byte[] answer(byte[] body) throws IOException;
  }

  /** One that reads the body. */
  public static Endpoint of(Handler handler) {
    return new Endpoint(true, handler);
  }

  /** One that always answers the same. */
  public static Endpoint unread(byte[] answer) {
    return new Endpoint(false, body -> answer);
  }
}
