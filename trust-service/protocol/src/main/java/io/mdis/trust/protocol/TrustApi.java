package io.mdis.trust.protocol;

/** Paths of the service. */
public final class TrustApi {
  /** POST {@link EnrolmentRequest} → {@link Enrolled}; without a certificate. */
  public static final String ENROLMENTS = "/trust/enrolments";

  /** POST {@link TokenRequest} → {@link TokenAnswer}; an operator's. */
  public static final String ENROLMENT_TOKENS = "/trust/enrolment-tokens";

  /** POST {@link RenewalRequest} → {@link Enrolled}. */
  public static final String RENEWAL = "/trust/certificates/renewal";

  /** GET → list of {@link TrustKey}. */
  public static final String KEYS = "/trust/keys";

  /** POST {@link VerifyRequest} → {@link VerifyAnswer}. */
  public static final String VERIFY = "/trust/verify";

  /** POST {@link MeasurementReport} → {@link ReportAnswer}. */
  public static final String MEASUREMENTS = "/trust/measurements";

  /** POST {@link AlertReport}. */
  public static final String ALERTS = "/trust/alerts";

  /** POST {@link LoggedSecretsReport}. */
  public static final String LOGGED_SECRETS = "/trust/logged-secrets";

  /**
   * GET {@code /<image id or manifest digest>} → {@link Envelope}; {@code
   * /<digest>/layers/<diffID>/files} → a per-file list, see docs/reference/measurement.md.
   */
  public static final String BASELINES = "/trust/baselines";

  /**
   * GET → list of {@link HostState}; {@code /<host>/images/<image id>} → list of {@link
   * HistoryEntry}; DELETE {@code /<host>} revokes.
   */
  public static final String HOSTS = "/trust/hosts";

  /** GET → {@link AuditState}; an operator's. */
  public static final String AUDIT_CHECK = "/trust/audit/check";

  private TrustApi() {}
}
