package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.report.rest.Parameters;
import io.mdis.report.rest.SuppressionInput;
import io.mdis.report.whitelist.SuppressionFiles;
import io.mdis.report.whitelist.SuppressionPage;
import io.mdis.report.whitelist.SuppressionQuery;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.report.whitelist.Whitelist;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of entries that suppress findings, and the forms that make and remove one. */
@Path("/ui/suppressions")
@RolesAllowed(Roles.VIEWER)
public final class SuppressionPages {
  private static final String PAGE = "/ui/suppressions";
  private static final List<ChoiceView> STATES =
      ChoiceView.of(
          "entryState",
          Arrays.stream(SuppressionState.values()).map(SuppressionState::label).toList());

  private final Whitelist whitelist;
  private final SuppressionFiles files;
  private final SecurityIdentity caller;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance suppressions(
        List<SuppressionView> entries,
        SuppressionPage page,
        SuppressionFilterView filter,
        String about,
        boolean made,
        List<String> problems,
        String previous,
        String next);
  }

  /**
   * What the entries are narrowed to.
   *
   * @param state empty for all
   * @param vulnerability empty for all
   * @param states to choose from
   */
  public record SuppressionFilterView(
      String state, String vulnerability, List<ChoiceView> states) {}

  /** Shows the given whitelist, and files that can't be followed; who calls answers for changes. */
  public SuppressionPages(
      Whitelist whitelist, SuppressionFiles files, SecurityIdentity caller, Pages pages) {
    this.whitelist = whitelist;
    this.files = files;
    this.caller = caller;
    this.pages = pages;
  }

  /** One page of entries. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response suppressions(
      @RestQuery String state,
      @RestQuery String origin,
      @RestQuery String vulnerability,
      @RestQuery String about,
      @RestQuery String made,
      @RestQuery String page,
      @RestQuery String size) {
    return pages.answer(
        () -> {
          SuppressionQuery query =
              Parameters.suppressions(state, origin, vulnerability, page, size);
          SuppressionPage found = whitelist.list(query);
          int number = query.part().page();
          return pages.shown(
              Templates.suppressions(
                  found.entries().stream()
                      .map(stored -> SuppressionView.of(stored, whitelist.state(stored.entry())))
                      .toList(),
                  found,
                  new SuppressionFilterView(
                      query.state().map(SuppressionState::label).orElse(""),
                      query.vulnerability().orElse(""),
                      STATES),
                  Objects.requireNonNullElse(about, ""),
                  made != null,
                  files.problems().values().stream().sorted().toList(),
                  number == 0 ? "" : PageLinks.suppressions(query, number - 1),
                  number + 1 >= found.pages() ? "" : PageLinks.suppressions(query, number + 1)));
        });
  }

  /** Makes an entry. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.ANALYST)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response create(
      @RestForm String vulnerability,
      @RestForm("package") String packageName,
      @RestForm String image,
      @RestForm String reason,
      @RestForm String expires) {
    return pages.answer(
        () -> {
          Map<String, String> fields = new LinkedHashMap<>();
          put(fields, "vulnerability", vulnerability);
          put(fields, "package", packageName);
          put(fields, "image", image);
          put(fields, "reason", reason);
          put(fields, "expires", expires);
          whitelist.create(
              SuppressionInput.made(fields, UUID.randomUUID().toString(), by(), whitelist.now()),
              by());
          return Response.seeOther(URI.create(PAGE + "?made=1")).build();
        });
  }

  /** Removes an entry in the revision that was shown. */
  @POST
  @Path("/{id}/removal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.ANALYST)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response remove(@RestPath String id, @RestForm String revision) {
    return pages.answer(
        () -> {
          whitelist.remove(id, Parameters.revision(revision), by());
          return Response.seeOther(URI.create(PAGE + "?made=1")).build();
        });
  }

  private String by() {
    return caller.getPrincipal().getName();
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null && !value.isBlank()) {
      fields.put(name, value.strip());
    }
  }
}
