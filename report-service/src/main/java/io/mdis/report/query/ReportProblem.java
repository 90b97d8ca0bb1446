package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.Optional;

/** A request that cannot be answered, and why: the asker's mistake or an unknown image. */
public final class ReportProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of answer the asker gets. */
  public enum Kind {
    INVALID,
    NOT_FOUND
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
