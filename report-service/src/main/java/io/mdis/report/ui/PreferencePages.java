package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.report.query.ReportProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** Keeps the language and the theme that were chosen, in the browser alone. */
@Path("/ui/preferences")
@RolesAllowed(Roles.VIEWER)
public final class PreferencePages {
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;
  private final Pages pages;

  /** Answers problems with the given pages. */
  public PreferencePages(Pages pages) {
    this.pages = pages;
  }

  /** Takes one choice, and shows the page again on which it was made. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response choose(@RestForm String language, @RestForm String theme, @RestForm String back) {
    return pages.answer(
        () -> {
          NewCookie chosen;
          if (language != null && Viewer.spoken(language)) {
            chosen = cookie(Viewer.LANGUAGE, language);
          } else if (theme != null && Theme.of(theme).isPresent()) {
            chosen = cookie(Viewer.THEME, theme);
          } else {
            throw ReportProblem.invalid("language", "language must be en or zh");
          }
          URI next = URI.create(PageLinks.ours(back) ? back : PageLinks.START);
          return Response.seeOther(next).cookie(chosen).build();
        });
  }

  private static NewCookie cookie(String name, String value) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .maxAge(YEAR_SECONDS)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
