package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.report.trust.TamperEvidence;
import io.mdis.report.trust.TrustReports;
import io.mdis.report.trust.TrustedHost;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of hosts: who reports, and where images are not what was measured. */
@Path("/ui/trust")
@RolesAllowed(Roles.VIEWER)
public final class TrustPages {
  private static final int MOST_HOSTS = 500;
  private static final int MOST_EVIDENCE = 50;

  private final TrustReports reports;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance trust(
        List<HostView> hosts, List<EvidenceView> evidence, long measured, long audited);
  }

  /**
   * A host on the page; what is not known is empty.
   *
   * @param name of it
   * @param enrolled when
   * @param lastReport when
   * @param state {@code revoked}, {@code silent} or {@code reporting}
   * @param certificateUntil when its last certificate ends
   */
  public record HostView(
      String name, String enrolled, String lastReport, String state, String certificateUntil) {

    static HostView of(TrustedHost host, Instant now) {
      String state = host.silent(now) ? "silent" : "reporting";
      return new HostView(
          host.name(),
          Times.text(host.enrolledAt()),
          host.lastReportAt().map(Times::text).orElse(""),
          host.revokedAt().isPresent() ? "revoked" : state,
          host.certificateUntil().map(Times::text).orElse(""));
    }
  }

  /**
   * Evidence on the page; what is not known is empty.
   *
   * @param host where
   * @param image that was altered
   * @param title one line
   * @param details what differs
   * @param open whether nobody has answered for it
   * @param first when it was seen first
   * @param last when it was seen last
   * @param times how often
   * @param restored when it was as measured again
   */
  public record EvidenceView(
      String host,
      String image,
      String title,
      Map<String, String> details,
      boolean open,
      String first,
      String last,
      long times,
      String restored) {

    static EvidenceView of(TamperEvidence evidence) {
      return new EvidenceView(
          evidence.host(),
          evidence.image(),
          evidence.title(),
          new TreeMap<>(evidence.evidence()),
          evidence.open(),
          Times.text(evidence.first()),
          Times.text(evidence.last()),
          evidence.times(),
          evidence.restoredAt().map(Times::text).orElse(""));
    }

    /** Enough of the digest to tell images apart by eye. */
    public String shortImage() {
      return ShortDigest.text(image);
    }
  }

  /** Shows the given reports. */
  public TrustPages(TrustReports reports, Pages pages) {
    this.reports = reports;
    this.pages = pages;
  }

  /** The page. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response trust() {
    return pages.answer(
        () -> {
          Instant now = Instant.now();
          return pages.shown(
              Templates.trust(
                  reports.hosts(MOST_HOSTS).stream().map(host -> HostView.of(host, now)).toList(),
                  reports.evidence(MOST_EVIDENCE).stream().map(EvidenceView::of).toList(),
                  reports.measured(),
                  reports.audited()));
        });
  }
}
