package io.mdis.report.ui;

import io.mdis.report.rest.Parameters;
import io.mdis.report.whitelist.SuppressionFiles;
import io.mdis.report.whitelist.SuppressionPage;
import io.mdis.report.whitelist.SuppressionQuery;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.report.whitelist.Whitelist;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of entries that suppress findings. */
@Path("/ui/suppressions")
public final class SuppressionPages {
  private static final List<String> STATES =
      Arrays.stream(SuppressionState.values()).map(SuppressionState::label).toList();

  private final Whitelist whitelist;
  private final SuppressionFiles files;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance suppressions(
        List<SuppressionView> entries,
        SuppressionPage page,
        SuppressionFilterView filter,
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
  public record SuppressionFilterView(String state, String vulnerability, List<String> states) {}

  /** Shows the given whitelist, and files that can't be followed. */
  public SuppressionPages(Whitelist whitelist, SuppressionFiles files) {
    this.whitelist = whitelist;
    this.files = files;
  }

  /** One page of entries. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response suppressions(
      @RestQuery String state,
      @RestQuery String origin,
      @RestQuery String vulnerability,
      @RestQuery String page,
      @RestQuery String size) {
    return Pages.answer(
        () -> {
          SuppressionQuery query =
              Parameters.suppressions(state, origin, vulnerability, page, size);
          SuppressionPage found = whitelist.list(query);
          int number = query.part().page();
          return Pages.shown(
              Templates.suppressions(
                  found.entries().stream()
                      .map(stored -> SuppressionView.of(stored, whitelist.state(stored.entry())))
                      .toList(),
                  found,
                  new SuppressionFilterView(
                      query.state().map(SuppressionState::label).orElse(""),
                      query.vulnerability().orElse(""),
                      STATES),
                  files.problems().values().stream().sorted().toList(),
                  number == 0 ? "" : PageLinks.suppressions(query, number - 1),
                  number + 1 >= found.pages() ? "" : PageLinks.suppressions(query, number + 1)));
        });
  }
}
