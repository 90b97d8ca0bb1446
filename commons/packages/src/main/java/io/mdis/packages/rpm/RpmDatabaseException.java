package io.mdis.packages.rpm;

/** A database, or a part of it, is not what its format says; the message goes to a person. */
public final class RpmDatabaseException extends Exception {
  private static final long serialVersionUID = 1;

  /** The message says what is wrong, for a sentence about the database. */
  public RpmDatabaseException(String message) {
    super(message);
  }
}
