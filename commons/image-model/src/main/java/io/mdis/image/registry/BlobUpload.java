package io.mdis.image.registry;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Pushes a blob (OCI distribution 1.1, "Pushing blobs"): whole when it is small, else in chunks,
 * because proxies bound a request's body. Each answer may name another location, which is refused
 * when it isn't at the registry itself.
 */
record BlobUpload(
    Transport transport, RegistryLimits limits, RegistryEndpoint endpoint, String repository) {
  static final long CHUNK = 16L << 20;
  private static final String BYTES = "application/octet-stream";

  /** Pushes what isn't there yet; throws ImageException. */
  void run(Descriptor blob, BlobContent content) throws IOException {
    Duration whole = limits.deadline().plus(sending(blob.size()));
    new Retry(limits.within(limits.stallTimeout(), whole))
        .run(
            "push of blob " + blob.digest() + " to " + endpoint.host() + "/" + repository,
            () -> {
              if (!isThere(blob)) {
                push(blob, content);
              }
              return blob;
            });
  }

  private boolean isThere(Descriptor blob) throws IOException {
    URI uri = endpoint.uri("/v2/" + repository + "/blobs/" + blob.digest());
    HttpResponse<InputStream> response;
    try {
      response = write(WriteRequest.empty("HEAD", uri, limits.stallTimeout()));
    } catch (ImageException e) {
      // Sent to a storage elsewhere: pushing it again is always right.
      if (e.problem() == ImageProblem.REDIRECT_REFUSED) {
        return false;
      }
      throw e;
    }
    return switch (response.statusCode()) {
      case 200 ->
          response.headers().firstValueAsLong("Content-Length").orElse(blob.size()) == blob.size();
      case 404 -> false;
      default -> throw Transport.failure(endpoint, uri.getPath(), uri, response);
    };
  }

  private void push(Descriptor blob, BlobContent content) throws IOException {
    URI start = endpoint.uri("/v2/" + repository + "/blobs/uploads/");
    URI session =
        location(send(WriteRequest.empty("POST", start, limits.stallTimeout()), 202), start);
    long sent = 0;
    while (blob.size() > CHUNK && sent < blob.size()) {
      long length = Math.min(CHUNK, blob.size() - sent);
      session = patch(session, content, sent, length);
      sent += length;
    }
    long rest = blob.size() - sent;
    String separator = session.getRawQuery() == null ? "?" : "&";
    URI end = URI.create(session + separator + "digest=" + blob.digest());
    send(
        new WriteRequest(
            "PUT", end, Map.of("Content-Type", BYTES), body(content, sent, rest), time(rest)),
        201);
  }

  private URI patch(URI session, BlobContent content, long from, long length) throws IOException {
    Map<String, String> headers =
        Map.of("Content-Type", BYTES, "Content-Range", from + "-" + (from + length - 1));
    WriteRequest request =
        new WriteRequest("PATCH", session, headers, body(content, from, length), time(length));
    return location(send(request, 202), session);
  }

  private URI location(HttpResponse<?> response, URI from) throws ImageException {
    if (response.headers().firstValue("Location").isEmpty()) {
      throw new ImageException(
          ImageProblem.PROTOCOL, endpoint.host() + " says not where an upload goes on");
    }
    URI target = Transport.target(endpoint, from, response);
    new RedirectRule(endpoint).checkUpload(target);
    return target;
  }

  private HttpResponse<InputStream> send(WriteRequest request, int expected) throws IOException {
    HttpResponse<InputStream> response = write(request);
    if (response.statusCode() != expected) {
      throw Transport.failure(endpoint, " upload", request.uri(), response);
    }
    return response;
  }

  private HttpResponse<InputStream> write(WriteRequest request) throws IOException {
    HttpResponse<InputStream> response = transport.write(endpoint, repository, request);
    response.body().close();
    return response;
  }

  private static BodyPublisher body(BlobContent content, long from, long length) {
    return WriteRequest.body(
        () -> {
          try {
            return new LimitedStream(content.open(from), length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        length);
  }

  private Duration time(long bytes) {
    return limits.stallTimeout().plus(sending(bytes));
  }

  private Duration sending(long bytes) {
    return Duration.ofSeconds(bytes / limits.slowest());
  }
}
