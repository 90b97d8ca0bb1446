package io.mdis.agent.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.plugin.AuthorizationRequest;
import io.mdis.image.manifest.BoundedJson;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a request means. The engine runs requests whose body it didn't show to the plugin
 * (CVE-2024-41110: Content-Length 0; CVE-2026-34040: more than 1 MiB), so a request that must have
 * one and doesn't is unclear. Go reads the keys of JSON whatever their case and takes the last of
 * them; so must be done here, or one image would be checked and another started.
 */
final class Operations {
  private static final Set<String> STARTS = Set.of("start", "restart", "unpause");
  private static final int MAX_BODY = 2 << 20;

  private Operations() {}

  static Operation of(AuthorizationRequest request) {
    RequestPath path;
    try {
      path = RequestPath.parse(request.uri());
    } catch (IOException e) {
      return new Operation.Unclear(e.getMessage());
    }
    if (!request.method().equalsIgnoreCase("POST") || !path.step(0).equals("containers")) {
      return new Operation.Free();
    }
    if (path.steps().size() == 2 && path.step(1).equals("create")) {
      return create(request.body().toBytes());
    }
    if (path.steps().size() == 3 && STARTS.contains(path.step(2))) {
      return new Operation.Start(path.step(1));
    }
    return new Operation.Free();
  }

  private static Operation create(byte[] body) {
    if (body.length == 0) {
      return new Operation.Unclear(
          "a container is to be made, but the engine doesn't show of what: the request has no body,"
              + " or one of more than 1 MiB");
    }
    try {
      return image(BoundedJson.object(body, MAX_BODY, "request to make a container"));
    } catch (IOException e) {
      return new Operation.Unclear(e.getMessage());
    }
  }

  private static Operation image(JsonNode container) {
    JsonNode image = null;
    for (Map.Entry<String, JsonNode> field : container.properties()) {
      if (field.getKey().equalsIgnoreCase("Image")) {
        if (image != null) {
          return new Operation.Unclear("the request names the image more than once");
        }
        image = field.getValue();
      }
    }
    return image != null && image.isTextual() && !image.textValue().isBlank()
        ? new Operation.Create(image.textValue())
        : new Operation.Unclear("the request names no image");
  }
}
