package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Bytes of a blob, unchecked; goes on by range where a connection was cut. */
final class BlobStream extends InputStream {
  private static final int MAX_RESUMES = 100;

  private final Transport transport;
  private final RegistryLimits limits;
  private final RegistryEndpoint endpoint;
  private final String repository;
  private final Digest digest;
  private final long size;
  private final long end;
  private InputStream in;
  private long position;
  private int resumes;
  private int fruitless;

  BlobStream(
      Transport transport,
      RegistryLimits limits,
      RegistryEndpoint endpoint,
      String repository,
      Digest digest,
      long size)
      throws IOException {
    this.transport = transport;
    this.limits = limits;
    this.endpoint = endpoint;
    this.repository = repository;
    this.digest = digest;
    this.size = size;
    this.end = System.nanoTime() + total().toNanos();
    this.in = new Retry(limits).run(name(), this::connect);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < size) {
      try {
        int n = in.read(bytes, offset, (int) Math.min(length, size - position));
        if (n > 0) {
          position += n;
          fruitless = 0;
          return n;
        }
        resume(new IOException("ended after " + position + " of " + size + " bytes"));
      } catch (ImageException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void resume(IOException cause) throws IOException {
    in.close();
    fruitless++;
    if (++resumes > MAX_RESUMES || fruitless >= limits.attempts() || System.nanoTime() - end > 0) {
      throw Retry.unavailable(name(), resumes, cause);
    }
    new Retry(limits).pause(fruitless, null);
    in = new Retry(limits).run(name(), this::connect);
  }

  private InputStream connect() throws IOException {
    Map<String, String> headers =
        position == 0 ? Map.of() : Map.of("Range", "bytes=" + position + "-");
    String path = "/v2/" + repository + "/blobs/" + digest;
    HttpResponse<InputStream> response = transport.get(endpoint, repository, path, headers);
    InputStream body =
        new TimedStream(
            response.body(),
            limits.stallTimeout(),
            Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    try {
      if (response.statusCode() == 200) {
        body.skipNBytes(position);
      } else {
        checkRange(response);
      }
      return body;
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }

  private void checkRange(HttpResponse<InputStream> response) throws ImageException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + position + "-")) {
      throw new ImageException(
          ImageProblem.PROTOCOL, name() + ": asked for the rest, got another range");
    }
  }

  private Duration total() {
    return limits.deadline().plusSeconds(Math.min(size / limits.slowest(), 7 * 24 * 3600));
  }

  private String name() {
    return "blob " + digest + " of " + endpoint.host() + "/" + repository;
  }
}
