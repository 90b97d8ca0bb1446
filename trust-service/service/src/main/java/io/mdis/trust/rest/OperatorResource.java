package io.mdis.trust.rest;

import io.mdis.access.Roles;
import io.mdis.contracts.Digest;
import io.mdis.trust.audit.AuditCheck;
import io.mdis.trust.authority.Enrolment;
import io.mdis.trust.authority.Host;
import io.mdis.trust.authority.HostAccess;
import io.mdis.trust.authority.HostStore;
import io.mdis.trust.baseline.BaselineReading;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.AuditState;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.HostState;
import io.mdis.trust.protocol.TokenAnswer;
import io.mdis.trust.protocol.TokenRequest;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What operators may ask, and what every reader may see. */
@Path("/trust")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Roles.VIEWER)
public class OperatorResource {
  private static final int PAGE = 500;

  private final Enrolment enrolment;
  private final HostStore hosts;
  private final HostAccess access;
  private final BaselineReading baselines;
  private final HistoryStore history;
  private final AuditCheck check;
  private final ServiceKeys keys;

  /** With what answers. */
  public OperatorResource(
      Enrolment enrolment,
      HostStore hosts,
      HostAccess access,
      BaselineReading baselines,
      HistoryStore history,
      AuditCheck check,
      ServiceKeys keys) {
    this.enrolment = enrolment;
    this.hosts = hosts;
    this.access = access;
    this.baselines = baselines;
    this.history = history;
    this.check = check;
    this.keys = keys;
  }

  /** Makes a token with which one host can enrol once. */
  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Path("enrolment-tokens")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(TokenAnswer.class)
  public byte[] token(byte[] body) throws IOException {
    return TrustJson.write(enrolment.token(TrustJson.read(body, TokenRequest.class)));
  }

  /** The hosts, in the order of their names; {@code after} is the last one of the page before. */
  @GET
  @Path("hosts")
  @APIResponseSchema(HostState[].class)
  public byte[] hosts(@QueryParam("after") String after) throws IOException {
    HostName last = after == null || after.isEmpty() ? null : HostName.of(after);
    return TrustJson.write(hosts.list(last, PAGE).stream().map(OperatorResource::state).toList());
  }

  /** Revokes a host. */
  @DELETE
  @RolesAllowed(Roles.OPERATOR)
  @Path("hosts/{host}")
  public void revoke(@PathParam("host") String host) throws IOException {
    HostName name = HostName.of(host);
    enrolment.revoke(name);
    access.changed(name);
  }

  /** What happened to an image on a host, the latest first. */
  @GET
  @Path("hosts/{host}/images/{image}")
  @APIResponseSchema(HistoryEntry[].class)
  public byte[] history(@PathParam("host") String host, @PathParam("image") String image)
      throws IOException {
    return TrustJson.write(history.of(HostName.of(host), Digest.parse(image), PAGE));
  }

  /** The signed baseline of an image, by its ID or by a manifest's digest. */
  @GET
  @Path("baselines/{digest}")
  @APIResponseSchema(Envelope.class)
  public byte[] baseline(@PathParam("digest") String digest) throws IOException {
    return TrustJson.write(baselines.of(Digest.parse(digest), null).envelope());
  }

  /** The keys that statements are checked with. */
  @GET
  @Path("keys")
  @APIResponseSchema(TrustKey[].class)
  public byte[] keys() {
    return TrustJson.write(keys.published());
  }

  /** Goes through the whole audit log. */
  @GET
  @Path("audit/check")
  @APIResponseSchema(AuditState.class)
  public byte[] audit() throws IOException {
    return TrustJson.write(check.run());
  }

  /** Tells why not, in the same form as everything else. */
  @ServerExceptionMapper({IOException.class, IllegalArgumentException.class})
  public Response refused(Exception failure) {
    Answer answer = Failures.answer(failure);
    return Response.status(answer.status()).type(answer.type()).entity(answer.bytes()).build();
  }

  private static HostState state(Host host) {
    return new HostState(
        host.name(),
        host.enrolledAt(),
        host.certificates().stream()
            .map(Host.Issued::notAfter)
            .max(Comparator.naturalOrder())
            .orElse(null),
        host.revokedAt(),
        host.lastReportAt());
  }
}
