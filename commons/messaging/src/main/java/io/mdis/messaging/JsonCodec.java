package io.mdis.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Messages as JSON. Fields that a reader does not know are ignored, so that producers can be newer;
 * nesting is at most 64 deep and a text at most 1 Mi characters.
 */
public final class JsonCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private JsonCodec() {}

  /** The message as UTF-8 JSON. */
  public static byte[] encode(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no JSON form of " + message.getClass().getSimpleName(), e);
    }
  }

  /** Reads a message; throws IOException when it is not of that form. */
  public static <T> T decode(byte[] json, Class<T> type) throws IOException {
    T message = json == null ? null : MAPPER.readValue(json, type);
    if (message == null) {
      throw new IOException("empty record instead of " + type.getSimpleName());
    }
    return message;
  }
}
