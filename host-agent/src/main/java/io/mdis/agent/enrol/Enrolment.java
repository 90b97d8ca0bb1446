package io.mdis.agent.enrol;

import io.mdis.agent.service.HttpTrustService;
import io.mdis.image.tar.ByteString;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.EnrolmentToken;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** Turns a token into an identity. */
public final class Enrolment {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Enrolment() {}

  /** Enrols a host; the service proves itself by the authority that the token names. */
  public static Identity enrol(URI service, EnrolmentToken token, HostName host)
      throws IOException {
    SigningRequest request = SigningRequest.of(host);
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(ClientTls.of(token.authority()))
            .connectTimeout(PATIENCE)
            .build()) {
      Enrolled enrolled =
          new HttpTrustService(() -> client, service, PATIENCE)
              .enrol(new EnrolmentRequest(token.text(), host, request.pem()));
      return granted(host, request, enrolled);
    }
  }

  /** The identity of a request that was granted; throws when it was granted to another key. */
  static Identity granted(HostName host, SigningRequest request, Enrolled enrolled)
      throws IOException {
    var certificate = Pem.certificates(enrolled.certificate()).getFirst();
    if (!certificate.getPublicKey().equals(request.key().getPublic())) {
      throw new IOException("the service certified another key than that of this host");
    }
    return new Identity(host, ByteString.of(request.key().getPrivate().getEncoded()), enrolled);
  }
}
