package io.mdis.report.ui;

import io.mdis.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The overview is where people start. */
@Path("/")
@RolesAllowed(Roles.VIEWER)
public final class StartPage {

  /** Leads there. */
  @GET
  @Operation(hidden = true)
  public Response start() {
    return Response.seeOther(URI.create(PageLinks.START)).build();
  }
}
