package io.mdis.ingest.application.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came, not yet believed.
 *
 * @param headers by name in any case; of a header that came twice, the first
 * @param pathSecret what the URL has after the source's name; null when nothing
 * @param body the raw bytes, over which signatures go
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; at most 4 MiB, read once.
public record WebhookRequest(Map<String, String> headers, String pathSecret, byte[] body) {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIELD = "payload=";

  /** Copies the headers. */
  public WebhookRequest {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** The header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The JSON: the body, or the field {@code payload} of a form, which GitHub and Gitea send when a
   * hook is set so.
   */
  public byte[] json() throws PayloadException {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith(FORM)) {
      return body;
    }
    for (String field : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
      if (field.startsWith(FIELD)) {
        try {
          return URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw new PayloadException("payload", "is not encoded as a form's field is");
        }
      }
    }
    throw new PayloadException("payload", "is absent from the form");
  }
}
