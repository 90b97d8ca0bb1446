package io.mdis.trust.rest;

import io.mdis.trust.TrustException;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.ProtocolProblem;
import org.jboss.logging.Logger;

/** What a failure is in HTTP. None is 200, so none can be taken for a verdict. */
final class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  private Failures() {}

  static Answer answer(Exception failure) {
    return switch (failure) {
      case TrustException known ->
          Answer.problem(status(known), known.problem().code(), known.getMessage());
      case ProtocolException known ->
          Answer.problem(status(known), known.problem().code(), known.getMessage());
      case IllegalArgumentException wrong ->
          Answer.problem(400, ProtocolProblem.MALFORMED.code(), wrong.getMessage());
      default -> {
        LOG.error("request failed", failure);
        yield Answer.problem(500, "internal", "the request failed; the log says why");
      }
    };
  }

  private static int status(TrustException failure) {
    return switch (failure.problem()) {
      case TOKEN_REFUSED, REVOKED, OTHER_HOST -> 403;
      case CSR_REFUSED -> 400;
      case UNKNOWN_CALLER -> 401;
      case NOT_FOUND -> 404;
      case ALTERED_STATEMENT, KEYS -> 500;
      case STORE_AWAY, BUSY -> 503;
    };
  }

  private static int status(ProtocolException failure) {
    return switch (failure.problem()) {
      case CLOCK_SKEW, REPLAYED_NONCE -> 409;
      default -> 400;
    };
  }
}
