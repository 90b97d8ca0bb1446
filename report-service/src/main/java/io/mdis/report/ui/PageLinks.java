package io.mdis.report.ui;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.AlertCursor;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.ImageMark;
import io.mdis.report.query.ImageOrder;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageSearchQuery;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of pages beside the one that is shown; values are encoded for a query string. */
final class PageLinks {
  /** State of alerts that stands for every state. */
  static final String ALL = "all";

  /** Dimension whose findings have pages of their own. */
  static final String VULNERABILITY = "vulnerability";

  /** The overview. */
  static final String START = "/ui";

  private static final Pattern OURS =
      Pattern.compile("/ui(/[A-Za-z0-9:%.,_~+-]{1,400}){0,4}(\\?[A-Za-z0-9:=&%.,_~*+-]{0,2000})?");

  private PageLinks() {}

  /** Whether an address is that of a page of ours: what a form says must not lead elsewhere. */
  static boolean ours(String address) {
    return address != null && !address.contains("..") && OURS.matcher(address).matches();
  }

  static String images(ImageSearchQuery shown, Optional<ImageMark> after) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("text", shown.text().orElse(""));
    query.put("project", shown.project().orElse(""));
    query.put("severity", shown.atLeast().map(Severity::name).orElse(""));
    query.put("dimension", shown.dimension().orElse(""));
    query.put("status", joined(shown.statuses(), DimensionStatus::name));
    query.put("order", shown.order() == ImageOrder.NEWEST ? "" : shown.order().name());
    query.put("limit", shown.limit() == ImageQuery.DEFAULT_LIMIT ? "" : "" + shown.limit());
    query.put("cursor", after.map(ImageMark::text).orElse(""));
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

  static <T> String joined(Set<T> values, Function<T, String> name) {
    return values.stream().map(name).sorted().collect(Collectors.joining(","));
  }

  static String rejections(PageQuery shown, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("page", page == 0 ? "" : String.valueOf(page));
    query.put("size", String.valueOf(shown.size()));
    return "/ui/rejections" + text(query);
  }

  static String vulnerability(String name) {
    return "/ui/vulnerabilities/" + part(name);
  }

  static String finding(String dimension, String name) {
    return dimension.equals(VULNERABILITY)
        ? vulnerability(name)
        : "/ui/findings/" + part(dimension) + "/" + part(name);
  }

  /** In a path a blank is not a plus sign. */
  private static String part(String text) {
    return encoded(text).replace("+", "%20");
  }

  static String finding(String dimension, String name, String cursor, int limit) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("cursor", cursor);
    query.put("limit", limit == AffectedImageQuery.DEFAULT_LIMIT ? "" : String.valueOf(limit));
    return finding(dimension, name) + text(query);
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
