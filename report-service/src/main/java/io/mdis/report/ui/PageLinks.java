package io.mdis.report.ui;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.AlertCursor;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.PageQuery;
import io.mdis.report.whitelist.SuppressionQuery;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.suppression.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Addresses of pages beside the one that is shown; values are encoded for a query string. */
final class PageLinks {
  /** State of alerts that stands for every state. */
  static final String ALL = "all";

  private PageLinks() {}

  static String images(Optional<String> registry, Optional<String> repository, String cursor) {
    Map<String, String> query = new LinkedHashMap<>();
    registry.ifPresent(value -> query.put("registry", value));
    repository.ifPresent(value -> query.put("repository", value));
    query.put("cursor", cursor);
    return "/ui/images" + text(query);
  }

  static String findings(
      String digest, String dimension, String severity, FindingPage shown, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("dimension", dimension);
    query.put("severity", severity);
    query.put("page", page == 0 ? "" : String.valueOf(page));
    query.put("size", String.valueOf(shown.size()));
    return "/ui/images/" + digest + text(query) + "#findings";
  }

  static String suppressions(SuppressionQuery shown, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("state", shown.state().map(SuppressionState::label).orElse(""));
    query.put("origin", shown.origin().map(Origin::label).orElse(""));
    query.put("vulnerability", shown.vulnerability().orElse(""));
    query.put("page", page == 0 ? "" : String.valueOf(page));
    query.put("size", String.valueOf(shown.part().size()));
    return "/ui/suppressions" + text(query);
  }

  static String alerts(AlertQuery shown, Optional<AlertCursor> after) {
    Map<String, String> query = new LinkedHashMap<>();
    // Without a state the page shows open ones.
    query.put("state", shown.states().isEmpty() ? ALL : joined(shown.states(), AlertState::label));
    query.put("kind", shown.kind().orElse(""));
    query.put("severity", joined(shown.severities(), Severity::name));
    query.put("image", shown.image().map(Digest::toString).orElse(""));
    query.put("cursor", after.map(AlertCursor::text).orElse(""));
    return "/ui/alerts" + text(query);
  }

  private static <T> String joined(Set<T> values, Function<T, String> name) {
    return values.stream().map(name).sorted().collect(Collectors.joining(","));
  }

  static String rejections(PageQuery shown, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("page", page == 0 ? "" : String.valueOf(page));
    query.put("size", String.valueOf(shown.size()));
    return "/ui/rejections" + text(query);
  }

  static String vulnerability(String name) {
    // In a path a blank is not a plus sign.
    return "/ui/vulnerabilities/" + encoded(name).replace("+", "%20");
  }

  static String vulnerability(String name, String cursor, int limit) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("cursor", cursor);
    query.put("limit", limit == AffectedImageQuery.DEFAULT_LIMIT ? "" : String.valueOf(limit));
    return vulnerability(name) + text(query);
  }

  private static String text(Map<String, String> query) {
    String joined =
        query.entrySet().stream()
            .filter(entry -> !entry.getValue().isBlank())
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return joined.isEmpty() ? "" : "?" + joined;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
