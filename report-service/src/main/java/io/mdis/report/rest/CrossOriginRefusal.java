package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses changes that another site's page has a browser ask for. A browser adds who is signed in
 * by itself, so a form on any page could otherwise acknowledge alerts. Browsers say where a request
 * comes from in {@code Sec-Fetch-Site} (W3C Fetch Metadata), older ones in {@code Origin}; programs
 * send neither and are let through. Nothing has to be kept or put into forms for it.
 */
public final class CrossOriginRefusal {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OURS = Set.of("same-origin", "none");

  /** The refusal, or null to go on. */
  @ServerRequestFilter(preMatching = true)
  public Response filter(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())
        || ours(
            request.getHeaderString("Sec-Fetch-Site"),
            request.getHeaderString("Origin"),
            request.getHeaderString(HttpHeaders.HOST))) {
      return null;
    }
    return ErrorBody.answer(
            403,
            "request.cross-origin",
            "this was asked for by a page of another site; open MDIS itself to do it",
            null)
        .build();
  }

  static boolean ours(String site, String origin, String host) {
    if (site != null) {
      return OURS.contains(site.toLowerCase(Locale.ROOT));
    }
    if (origin == null) {
      return true;
    }
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
