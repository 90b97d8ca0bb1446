package io.mdis.agent.service;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.Problem;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The trust service over HTTP. */
public final class HttpTrustService implements TrustService {
  private static final Duration LIST_PATIENCE = Duration.ofMinutes(1);
  private static final long MAX_LIST = 1L << 30;

  private final Supplier<HttpClient> client;
  private final URI service;
  private final Duration patience;

  /**
   * A service.
   *
   * @param client that shows the host's present certificate
   * @param service its address
   * @param patience how long an answer may take
   */
  public HttpTrustService(Supplier<HttpClient> client, URI service, Duration patience) {
    this.client = client;
    this.service = service;
    this.patience = patience;
  }

  @Override
  public VerifyAnswer verify(VerifyRequest request) throws IOException {
    return TrustJson.read(post(TrustApi.VERIFY, TrustJson.write(request)), VerifyAnswer.class);
  }

  @Override
  public ReportAnswer report(byte[] report) throws IOException {
    return TrustJson.read(post(TrustApi.MEASUREMENTS, report), ReportAnswer.class);
  }

  @Override
  public void alert(byte[] report) throws IOException {
    post(TrustApi.ALERTS, report);
  }

  @Override
  public void secrets(byte[] report) throws IOException {
    post(TrustApi.LOGGED_SECRETS, report);
  }

  @Override
  public void files(Digest image, Digest diffId, Path file) throws IOException {
    String path = TrustApi.BASELINES + "/" + image + "/layers/" + diffId + "/files";
    try (InputStream in = send(request(path, LIST_PATIENCE).GET());
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MAX_LIST) {
          throw new IOException("the list of files of " + diffId + " has over 1 GiB");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  @Override
  public List<TrustKey> keys() throws IOException {
    try (InputStream in = send(request(TrustApi.KEYS, patience).GET())) {
      return List.of(TrustJson.read(all(in), TrustKey[].class));
    }
  }

  @Override
  public Enrolled renew(RenewalRequest request) throws IOException {
    return TrustJson.read(post(TrustApi.RENEWAL, TrustJson.write(request)), Enrolled.class);
  }

  /** Asks for the first certificate; by a client that has none. */
  public Enrolled enrol(EnrolmentRequest request) throws IOException {
    return TrustJson.read(post(TrustApi.ENROLMENTS, TrustJson.write(request)), Enrolled.class);
  }

  private byte[] post(String path, byte[] body) throws IOException {
    HttpRequest.Builder request =
        request(path, patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    try (InputStream in = send(request)) {
      return all(in);
    }
  }

  private HttpRequest.Builder request(String path, Duration within) {
    return HttpRequest.newBuilder(service.resolve(path)).timeout(within);
  }

  private InputStream send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          client.get().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() / 100 == 2) {
        return response.body();
      }
      try (InputStream in = response.body()) {
        throw new ServiceException(response.statusCode(), response + ": " + message(all(in)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the trust service was asked");
    }
  }

  private static byte[] all(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(TrustJson.MAX_BYTES + 1);
    if (bytes.length > TrustJson.MAX_BYTES) {
      throw new IOException(
          "the trust service's answer has over " + TrustJson.MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static String message(byte[] body) {
    try {
      return TrustJson.read(body, Problem.class).error().message();
    } catch (ProtocolException e) {
      return new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).strip();
    }
  }
}
