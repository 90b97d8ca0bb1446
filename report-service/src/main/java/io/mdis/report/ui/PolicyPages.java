package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.policy.Violation;
import io.mdis.report.gate.ImageDecision;
import io.mdis.report.gate.ImageGate;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The page that asks the policy about an image and shows why it says what it says. */
@Path("/ui/policy")
@RolesAllowed(Roles.VIEWER)
public final class PolicyPages {
  private final ImageGate gate;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance policy(
        String image, String environment, DecisionView decision, String problem);
  }

  /**
   * A decision on the page.
   *
   * @param verdict name of it, and style in lower case
   * @param denied whether the image is refused
   * @param policy name of the policy
   * @param violations what counts, heaviest first
   * @param excepted what an exception covers
   * @param toChange what would have to change
   * @param more violations that are not listed
   * @param digests of the images that were judged
   */
  public record DecisionView(
      String verdict,
      boolean denied,
      String policy,
      List<ViolationView> violations,
      List<ViolationView> excepted,
      List<String> toChange,
      int more,
      List<String> digests) {

    static DecisionView of(ImageDecision decided) {
      var decision = decided.decision();
      return new DecisionView(
          decision.verdict().name(),
          decision.denied(),
          decision.policy(),
          decision.violations().stream().map(ViolationView::of).toList(),
          decision.excepted().stream().map(ViolationView::of).toList(),
          decision.toChange(),
          decision.more(),
          decided.digests().stream().map(Object::toString).toList());
    }
  }

  /**
   * A reason on the page; what is not known is empty.
   *
   * @param rule id
   * @param verdict name of it
   * @param message what is wrong
   * @param remedy what would have to change
   * @param blocksFrom when it blocks
   * @param excepted by whom and why
   */
  public record ViolationView(
      String rule,
      String verdict,
      String message,
      String remedy,
      String blocksFrom,
      String excepted) {

    static ViolationView of(Violation violation) {
      return new ViolationView(
          violation.rule(),
          violation.verdict().name(),
          violation.message(),
          Objects.requireNonNullElse(violation.remedy(), ""),
          violation.blocksFrom() == null ? "" : Times.text(violation.blocksFrom()),
          Objects.requireNonNullElse(violation.excepted(), ""));
    }

    /** Name of the style for the verdict. */
    public String style() {
      return "verdict-" + verdict.toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Asks the given gate. */
  public PolicyPages(ImageGate gate, Pages pages) {
    this.gate = gate;
    this.pages = pages;
  }

  /** The form, and the decision about the image that it names. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response policy(@RestQuery String image, @RestQuery String environment) {
    return pages.answer(
        () -> {
          String wanted = Objects.requireNonNullElse(image, "").strip();
          String where = Objects.requireNonNullElse(environment, "").strip();
          if (wanted.isEmpty()) {
            return pages.shown(Templates.policy("", where, null, ""));
          }
          try {
            ImageDecision decided =
                gate.decide(wanted, Optional.of(where).filter(text -> !text.isEmpty()));
            return pages.shown(Templates.policy(wanted, where, DecisionView.of(decided), ""));
          } catch (IOException e) {
            return pages.shown(
                Templates.policy(wanted, where, null, String.valueOf(e.getMessage())));
          }
        });
  }
}
