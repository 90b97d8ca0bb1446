package io.mdis.agent.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** The three calls of the plugin protocol. Answers of the engine are never looked at. */
public final class AuthorizationPlugin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] ACTIVATE =
      "{\"Implements\":[\"authz\"]}".getBytes(StandardCharsets.US_ASCII);

  private final Function<AuthorizationRequest, Authorization> decision;

  /** Decides by a function that throws nothing. */
  public AuthorizationPlugin(Function<AuthorizationRequest, Authorization> decision) {
    this.decision = decision;
  }

  /** What the server has to offer. */
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "/Plugin.Activate",
        Endpoint.of(body -> ACTIVATE),
        "/AuthZPlugin.AuthZReq",
        Endpoint.of(body -> json(decide(body))),
        "/AuthZPlugin.AuthZRes",
        Endpoint.unread(json(Authorization.ALLOWED)));
  }

  private Authorization decide(byte[] body) {
    AuthorizationRequest request;
    try {
      request = AuthorizationRequest.parse(body);
    } catch (IOException e) {
      return Authorization.denied("the request can't be judged: " + e.getMessage());
    }
    return decision.apply(request);
  }

  private static byte[] json(Authorization answer) {
    try {
      return JSON.writeValueAsBytes(
          Map.of("Allow", answer.allow(), "Msg", answer.message(), "Err", ""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
