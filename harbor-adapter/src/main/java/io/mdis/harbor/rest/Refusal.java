package io.mdis.harbor.rest;

/** A request that can't be served, and the status that says so. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** The message is for a person; it never holds a login. */
  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
