package io.mdis.report.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;

/**
 * Who looks at a page, and how: what was chosen on a page is kept in cookies, and before anything
 * is chosen the browser's own settings count.
 */
@RequestScoped
@Named("viewer")
public class Viewer {
  /** Cookie of the chosen language. */
  static final String LANGUAGE = "mdis-language";

  /** Cookie of the chosen theme. */
  static final String THEME = "mdis-theme";

  private static final String CHINESE = "zh";
  private static final String ENGLISH = "en";

  private final HttpHeaders headers;
  private final UriInfo address;

  /** Reads the request. */
  public Viewer(HttpHeaders headers, UriInfo address) {
    this.headers = headers;
    this.address = address;
  }

  /** {@code en} or {@code zh}. */
  public String getLanguage() {
    return cookie(LANGUAGE)
        .filter(Viewer::spoken)
        .or(
            () ->
                headers.getAcceptableLanguages().stream()
                    .map(Locale::getLanguage)
                    .filter(Viewer::spoken)
                    .findFirst())
        .orElse(ENGLISH);
  }

  /** The language that the page can be switched to. */
  public String getOtherLanguage() {
    return getLanguage().equals(ENGLISH) ? CHINESE : ENGLISH;
  }

  /** {@code auto}, {@code light} or {@code dark}. */
  public String getTheme() {
    return cookie(THEME).flatMap(Theme::of).orElse(Theme.AUTO).label();
  }

  /** The theme that comes next when one switches. */
  public String getNextTheme() {
    return Theme.of(getTheme()).orElse(Theme.AUTO).next().label();
  }

  /** The section that the page belongs to; empty for the overview. */
  public String getSection() {
    String[] parts = address.getPath().split("/", 4);
    String part = parts.length > 2 ? parts[2] : "";
    return switch (part) {
      case "vulnerabilities" -> "findings";
      case "rejections" -> "queue";
      default -> part;
    };
  }

  /** Address of the page that is shown, to come back to. */
  public String getHere() {
    String query = address.getRequestUri().getRawQuery();
    return address.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
  }

  /** Whether pages are there in that language. */
  static boolean spoken(String language) {
    return language.equals(ENGLISH) || language.equals(CHINESE);
  }

  private Optional<String> cookie(String name) {
    return Optional.ofNullable(headers.getCookies().get(name)).map(Cookie::getValue);
  }
}
