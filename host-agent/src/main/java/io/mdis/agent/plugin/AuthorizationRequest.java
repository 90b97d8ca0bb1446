package io.mdis.agent.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.util.Base64;

/**
 * What somebody asks the engine for.
 *
 * @param method of HTTP; empty when the engine didn't say
 * @param uri as it was sent: still percent-encoded, with its query
 * @param body as far as the engine shows it; empty when there is none, or when it is too large
 */
public record AuthorizationRequest(String method, String uri, ByteString body) {
  private static final int MAX_BYTES = 4 << 20;

  /** Reads what the engine sends; throws IOException when it is none. */
  public static AuthorizationRequest parse(byte[] json) throws IOException {
    JsonNode request = BoundedJson.object(json, MAX_BYTES, "authorization request");
    String method = BoundedJson.text(request, "RequestMethod");
    String uri = BoundedJson.text(request, "RequestUri");
    if (method.isEmpty() || uri.isEmpty()) {
      throw new IOException("authorization request without a method or URI");
    }
    try {
      byte[] body = Base64.getDecoder().decode(BoundedJson.text(request, "RequestBody"));
      return new AuthorizationRequest(method, uri, ByteString.of(body));
    } catch (IllegalArgumentException e) {
      throw new IOException("authorization request with a body that isn't base64", e);
    }
  }
}
