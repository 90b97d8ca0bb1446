package io.mdis.ingest.application.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Parses untrusted JSON within bounds on depth and size of its parts. */
public final class PayloadParser {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_TOKENS = 200_000;
  private static final int MAX_STRING = 1024 * 1024;
  private static final int MAX_NAME = 1024;
  private static final int MAX_NUMBER = 64;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(MAX_STRING)
                          .maxNameLength(MAX_NAME)
                          .maxNumberLength(MAX_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * The body as JSON object.
   *
   * @throws PayloadException if it is no JSON, no object, or over a bound
   */
  public PayloadField parse(byte[] body) throws PayloadException {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new PayloadException("$", "is not JSON that can be read: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new PayloadException("$", "is not text in UTF-8, UTF-16 or UTF-32");
    }
    return PayloadField.root(node).object();
  }
}
