package io.mdis.access;

/** Names of the roles, for the annotations of endpoints. */
public final class Roles {
  /** Reads images, findings, alerts, policies and what is suppressed. */
  public static final String VIEWER = "viewer";

  /** Answers for findings and alerts: suppresses, acknowledges. */
  public static final String ANALYST = "analyst";

  /** Keeps the installation going: scans again, replays, enrols hosts. */
  public static final String OPERATOR = "operator";

  /** Asks for scans as Harbor does, and nothing else. */
  public static final String HARBOR = "harbor";

  /** May do everything, and says who else may what. */
  public static final String ADMIN = "admin";

  private Roles() {}
}
