package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import io.mdis.ingest.messaging.BrokerAwayException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a sender to come again when the broker is away. */
public final class BrokerAwayMapper {

  private static final Logger LOG = Logger.getLogger(BrokerAwayMapper.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  /** 503 with Retry-After. */
  @ServerExceptionMapper
  public Response map(BrokerAwayException away) {
    LOG.warnf("answered 503: %s: %s", away.getMessage(), away.getCause());
    return ErrorBody.answer(
            503,
            "broker.unavailable",
            "the message broker did not take the event in time; send it again",
            null)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  /** The same for a broker failure inside a chain of stages; anything else stays an error. */
  @ServerExceptionMapper
  public Response map(CompletionException chain) {
    if (chain.getCause() instanceof BrokerAwayException away) {
      return map(away);
    }
    LOG.error("request failed", chain);
    return ErrorBody.answer(500, "internal", "the request failed; the log says why", null).build();
  }
}
