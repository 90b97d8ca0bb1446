package io.mdis.agent.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.agent.decision.ImageDecision;
import io.mdis.agent.plugin.Authorization;
import io.mdis.agent.plugin.Endpoint;
import io.mdis.agent.store.ImageStore;
import io.mdis.agent.store.StoredContainer;
import io.mdis.image.manifest.BoundedJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;

/** Decides about a container that a runtime is about to start, by the state that it tells hooks. */
public final class HookEndpoint {
  /** Where it is served. */
  static final String PATH = "/hook";

  static final int MAX_STATE = 1 << 20;

  private static final System.Logger LOG = System.getLogger(HookEndpoint.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImageStore store;
  private final ImageDecision decision;

  /** About containers of a store. */
  public HookEndpoint(ImageStore store, ImageDecision decision) {
    this.store = store;
    this.decision = decision;
  }

  /** What the server has to offer. */
  public Map<String, Endpoint> endpoints() {
    return Map.of(PATH, Endpoint.of(this::answer));
  }

  private byte[] answer(byte[] state) throws IOException {
    Authorization answer;
    try {
      answer = decide(BoundedJson.object(state, MAX_STATE, "state of a container"));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "nothing can be said of a container", e);
      answer = decision.failed(String.valueOf(e.getMessage()));
    }
    return JSON.writeValueAsBytes(Map.of("Allow", answer.allow(), "Msg", answer.message()));
  }

  private Authorization decide(JsonNode state) throws IOException {
    String id = BoundedJson.text(state, "id");
    StoredContainer container =
        store.container(id).orElseThrow(() -> new IOException("the engine has no container " + id));
    return decision.of(container.image(), container.names(store.images()), id, false);
  }
}
