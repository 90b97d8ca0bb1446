package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.report.alert.AlertPage;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.alert.Alerts;
import io.mdis.report.rest.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of alerts, and the form that acknowledges one. */
@Path("/ui/alerts")
@RolesAllowed(Roles.VIEWER)
public final class AlertPages {
  private static final String PAGE = "/ui/alerts";
  private static final List<ChoiceView> STATES =
      ChoiceView.of(
          "alertState", Arrays.stream(AlertState.values()).map(AlertState::label).toList());
  private static final List<ChoiceView> KINDS =
      ChoiceView.of(
          "alertKind",
          List.of(
              AlertMessage.TRUST_TAMPERED,
              AlertMessage.TRUST_STATEMENT_ALTERED,
              AlertMessage.SECRET_LOGGED,
              AlertMessage.VULNERABILITY_NEW,
              AlertMessage.SUPPRESSION_EXPIRED,
              AlertMessage.VULNERABILITY_GONE));

  private final Alerts alerts;
  private final SecurityIdentity caller;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance alerts(
        List<AlertView> alerts, AlertFilterView filter, String here, String next, boolean first);
  }

  /**
   * What the alerts are narrowed to.
   *
   * @param state empty for all
   * @param kind empty for all
   * @param severity empty for all
   * @param image empty for all
   * @param states to choose from
   * @param kinds to choose from
   * @param severities to choose from, worst first
   */
  public record AlertFilterView(
      String state,
      String kind,
      String severity,
      String image,
      List<ChoiceView> states,
      List<ChoiceView> kinds,
      List<ChoiceView> severities) {}

  /** Shows the given alerts; who calls answers for what is acknowledged. */
  public AlertPages(Alerts alerts, SecurityIdentity caller, Pages pages) {
    this.pages = pages;
    this.alerts = alerts;
    this.caller = caller;
  }

  /** One page of alerts; open ones unless others are asked for. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response alerts(
      @RestQuery String state,
      @RestQuery String kind,
      @RestQuery String severity,
      @RestQuery String image,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return pages.answer(
        () -> {
          String wanted = state == null ? AlertState.OPEN.label() : state;
          String states = wanted.equals(PageLinks.ALL) ? "" : wanted;
          AlertQuery query = Parameters.alerts(states, kind, severity, image, cursor, limit);
          AlertPage page = alerts.list(query);
          return pages.shown(
              Templates.alerts(
                  page.alerts().stream().map(AlertView::of).toList(),
                  new AlertFilterView(
                      wanted,
                      query.kind().orElse(""),
                      severity == null ? "" : severity,
                      query.image().map(Digest::toString).orElse(""),
                      STATES,
                      KINDS,
                      ChoiceView.SEVERITIES),
                  PageLinks.alerts(query, query.after()),
                  page.next().map(after -> PageLinks.alerts(query, Optional.of(after))).orElse(""),
                  query.after().isEmpty()));
        });
  }

  /** Has the caller answer for an alert, and shows the page again that the form was on. */
  @POST
  @Path("/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.ANALYST)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response acknowledge(
      @RestPath String id, @RestForm String comment, @RestForm String back) {
    return pages.answer(
        () -> {
          alerts.acknowledge(id, caller.getPrincipal().getName(), comment);
          return Response.seeOther(URI.create(PageLinks.ours(back) ? back : PAGE)).build();
        });
  }
}
