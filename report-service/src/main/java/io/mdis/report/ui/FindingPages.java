package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.contracts.Digest;
import io.mdis.report.config.ReportConfig;
import io.mdis.report.query.AffectedImagePage;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.SameFindings;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.query.VulnerabilityName;
import io.mdis.report.rest.Parameters;
import io.mdis.suppression.FindingSubject;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages about one finding: what it is found in and which images have it. */
@Path("/ui")
@RolesAllowed(Roles.VIEWER)
public final class FindingPages {
  private static final Pattern HASH = Pattern.compile("(?i)(sha256:)?[0-9a-f]{64}");
  private static final Pattern NAME =
      Pattern.compile("(?i)(CVE|GHSA|ALPINE|DSA|DLA|RHSA|USN|GO|RUSTSEC|PYSEC|OSV)-.+");

  private final SameFindings findings;
  private final ReportConfig config;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance search(List<ChoiceView> dimensions);

    static native TemplateInstance finding(
        VulnerabilityView finding,
        String dimension,
        List<AffectedImageView> images,
        boolean first,
        String start,
        String next);
  }

  /** Shows which images have the same findings. */
  public FindingPages(SameFindings findings, ReportConfig config, Pages pages) {
    this.findings = findings;
    this.config = config;
    this.pages = pages;
  }

  /** Where the field in the head of each page leads: to a finding, or to images. */
  @GET
  @Path("/search")
  @Operation(hidden = true)
  public Response anything(@RestQuery String q) {
    return pages.answer(
        () -> {
          String text = q == null ? "" : q.strip();
          String next =
              NAME.matcher(text).matches()
                  ? PageLinks.vulnerability(new VulnerabilityName(text).text())
                  : PageLinks.images(
                      Parameters.search(text, null, null, null, null, null, null, null),
                      java.util.Optional.empty());
          return Response.seeOther(URI.create(next)).build();
        });
  }

  /** The form that asks for a finding, and where it leads. */
  @GET
  @Path("/findings")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response search(@RestQuery String dimension, @RestQuery String id) {
    return pages.answer(
        () -> {
          if (id == null) {
            return pages.shown(Templates.search(ChoiceView.of("dimension", config.dimensions())));
          }
          String name = new VulnerabilityName(id).text();
          String wanted =
              dimension == null || dimension.isBlank() ? PageLinks.VULNERABILITY : dimension;
          return Response.seeOther(URI.create(PageLinks.finding(wanted, key(name)))).build();
        });
  }

  /** Where the API's page of vulnerabilities is asked for by a form. */
  @GET
  @Path("/vulnerabilities")
  @Operation(hidden = true)
  public Response vulnerabilities(@RestQuery String id) {
    return pages.answer(
        () ->
            Response.seeOther(URI.create(PageLinks.vulnerability(new VulnerabilityName(id).text())))
                .build());
  }

  /** One flaw and one page of the images that have it. */
  @GET
  @Path("/vulnerabilities/{id}")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response vulnerability(
      @RestPath String id, @RestQuery String cursor, @RestQuery String limit) {
    return finding(PageLinks.VULNERABILITY, id, cursor, limit);
  }

  /** One finding of any dimension and one page of the images that have it. */
  @GET
  @Path("/findings/{dimension}/{id}")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response finding(
      @RestPath String dimension,
      @RestPath String id,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return pages.answer(
        () -> {
          Vulnerabilities same = findings.of(dimension);
          AffectedImageQuery query = Parameters.affectedImages(id, cursor, limit);
          AffectedImagePage page = same.images(query);
          VulnerabilityView view = VulnerabilityView.of(same.report(query.name()));
          return pages.shown(
              Templates.finding(
                  view,
                  dimension,
                  page.images().stream().map(AffectedImageView::of).toList(),
                  query.after().isEmpty(),
                  PageLinks.finding(dimension, view.id()),
                  page.next()
                      .map(Digest::toString)
                      .map(after -> PageLinks.finding(dimension, view.id(), after, query.limit()))
                      .orElse("")));
        });
  }

  /** A hash as it is typed is looked up by the key that it is stored with. */
  private static String key(String name) {
    return HASH.matcher(name).matches()
        ? FindingSubject.hashKey(name.toLowerCase(Locale.ROOT).replace("sha256:", ""))
        : name;
  }
}
