package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.Optional;

/** A request that cannot be answered, and why: the asker's mistake or an unknown image. */
public final class ReportProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of answer the asker gets. */
  public enum Kind {
    INVALID,
    NOT_FOUND,
    /** Somebody else's, or there already. */
    CONFLICT,
    /** It was changed since the asker read it. */
    STALE,
    /** A change must say what it changes. */
    UNCONDITIONAL
  }

  private final Kind kind;
  private final String code;
  private final String field;

  private ReportProblem(Kind kind, String code, String message, String field) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.field = field;
  }

  /** A parameter that cannot be used; the message says what is accepted. */
  public static ReportProblem invalid(String field, String message) {
    return new ReportProblem(Kind.INVALID, "request.invalid-" + field, message, field);
  }

  /** No image of that digest was accepted. */
  public static ReportProblem unknownImage(Digest digest) {
    return new ReportProblem(
        Kind.NOT_FOUND,
        "image.unknown",
        "no image " + digest + " was accepted; GET /images lists those that were",
        "digest");
  }

  /** There is no such thing; the message says what there is. */
  public static ReportProblem unknown(String code, String message) {
    return new ReportProblem(Kind.NOT_FOUND, code, message, null);
  }

  /** A change that what is there does not allow. */
  public static ReportProblem conflict(String code, String message) {
    return new ReportProblem(Kind.CONFLICT, code, message, null);
  }

  /** A change of something that is no longer what the asker read. */
  public static ReportProblem stale(String code, String message) {
    return new ReportProblem(Kind.STALE, code, message, null);
  }

  /** A change that does not say of which revision. */
  public static ReportProblem unconditional(String code, String message) {
    return new ReportProblem(Kind.UNCONDITIONAL, code, message, null);
  }

  public Kind kind() {
    return kind;
  }

  /** Stable, dotted, for programs. */
  public String code() {
    return code;
  }

  /** The parameter at fault. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
