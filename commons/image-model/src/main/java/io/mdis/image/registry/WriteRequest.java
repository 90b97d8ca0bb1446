package io.mdis.image.registry;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request that may be sent more than once.
 *
 * @param timeout for sending it and for the answer's headers
 */
record WriteRequest(
    String method, URI uri, Map<String, String> headers, BodyPublisher body, Duration timeout) {

  /** One without a body. */
  static WriteRequest empty(String method, URI uri, Duration timeout) {
    return new WriteRequest(method, uri, Map.of(), BodyPublishers.noBody(), timeout);
  }

  /** Exactly so many bytes of a stream that can be opened again. */
  static BodyPublisher body(Supplier<InputStream> content, long length) {
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), length);
  }

  HttpRequest.Builder builder() {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(timeout).method(method, body);
    headers.forEach(builder::setHeader);
    return builder;
  }
}
