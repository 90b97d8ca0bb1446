package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.export.Comparison;
import io.mdis.report.compare.ImageComparison;
import io.mdis.report.compare.ImageComparisons;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.rest.WholeReports;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of what differs between two images. */
@Path("/ui/compare")
@RolesAllowed(Roles.VIEWER)
public final class ComparePages {
  /** The API has the rest, page by page. */
  private static final int MOST_SHOWN = 200;

  private final ImageComparisons comparisons;
  private final WholeReports turns;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance compare(String from, String to, ComparisonView comparison);
  }

  /**
   * A comparison on the page.
   *
   * @param from name of the one image
   * @param to name of the other
   * @param dimensions what became of each
   * @param added new findings, the first ones
   * @param fixed findings that are gone, the first ones
   * @param more whether there are others
   */
  public record ComparisonView(
      String from,
      String to,
      List<Comparison.DimensionChange> dimensions,
      List<FindingView> added,
      List<FindingView> fixed,
      boolean more) {

    static ComparisonView of(ImageComparison compared) {
      Comparison comparison = compared.comparison();
      return new ComparisonView(
          name(compared.from()),
          name(compared.to()),
          comparison.dimensions(),
          some(comparison, Comparison.Kind.NEW),
          some(comparison, Comparison.Kind.FIXED),
          comparison.dimensions().stream()
              .anyMatch(one -> one.added() > MOST_SHOWN || one.fixed() > MOST_SHOWN));
    }

    private static List<FindingView> some(Comparison comparison, Comparison.Kind kind) {
      return comparison.changes().stream()
          .filter(change -> change.kind() == kind)
          .limit(MOST_SHOWN)
          .map(change -> FindingView.of(change.finding()))
          .toList();
    }

    private static String name(ImageRecord image) {
      String tags = image.tags().isEmpty() ? "" : ":" + String.join(", ", image.tags());
      return image.registry() + "/" + image.repository() + tags;
    }
  }

  /** Shows the given comparisons; whole reports are read in turns. */
  public ComparePages(ImageComparisons comparisons, WholeReports turns, Pages pages) {
    this.comparisons = comparisons;
    this.turns = turns;
    this.pages = pages;
  }

  /** The form, and what differs between the images that it names. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response compare(@RestQuery String from, @RestQuery String to) {
    return pages.answer(
        () -> {
          String one = Objects.requireNonNullElse(from, "").strip();
          String other = Objects.requireNonNullElse(to, "").strip();
          ComparisonView view = one.isEmpty() || other.isEmpty() ? null : compared(one, other);
          return pages.shown(Templates.compare(one, other, view));
        });
  }

  private ComparisonView compared(String from, String to) {
    try {
      return turns.take(() -> ComparisonView.of(comparisons.compare(from, to, Optional.empty())));
    } catch (WholeReports.BusyException e) {
      throw ReportProblem.conflict("report.busy", "too many images are compared now; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ReportProblem.conflict("report.busy", "the service is stopping");
    }
  }
}
