package io.mdis.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.manifest.BoundedJson;

/**
 * Something that happened in the engine.
 *
 * @param type {@code container}, {@code image}, …
 * @param action {@code pull}, {@code start}, …
 * @param id of a container or an image; for {@code pull} and {@code push} the reference instead
 */
public record EngineEvent(String type, String action, String id) {

  static EngineEvent of(JsonNode event) {
    return new EngineEvent(
        BoundedJson.text(event, "Type"),
        BoundedJson.text(event, "Action"),
        BoundedJson.text(event.path("Actor"), "ID"));
  }
}
