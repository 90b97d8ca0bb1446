package io.mdis.export.sarif;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.contracts.Finding;
import io.mdis.export.FindingText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code reportingDescriptor} (section 3.49): what was found, whatever the place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SarifRule(
    String id,
    String name,
    Text shortDescription,
    Text fullDescription,
    String helpUri,
    Help help,
    Configuration defaultConfiguration,
    Properties properties) {

  /** A rule is about every package that has the flaw. */
  private static final String UPGRADE =
      "Upgrade each package to the version that its result names; where it names none, there is"
          + " none yet.";

  /** {@code message} and {@code multiformatMessageString} with plain text alone. */
  record Text(String text) {}

  /** {@code multiformatMessageString} (section 3.12). */
  record Help(String text, String markdown) {}

  /** {@code reportingConfiguration} (section 3.50). */
  record Configuration(String level) {}

  /** What GitHub code scanning reads, and what it shows as tags. */
  record Properties(
      @JsonProperty("security-severity") String securitySeverity,
      String precision,
      List<String> tags) {}

  static SarifRule of(Finding finding) {
    String title = FindingText.summary(finding);
    String about = FindingText.reason(finding).orElse(title);
    String remedy =
        finding.dimension().equals("vulnerability") ? UPGRADE : FindingText.remedy(finding);
    Optional<String> link = FindingText.link(finding);
    Set<String> lines = new LinkedHashSet<>(List.of(title, about, remedy));
    String text = String.join("\n", lines) + link.map(uri -> "\n" + uri).orElse("");
    String markdown =
        lines.stream().map(SarifText::markdown).collect(Collectors.joining("\n\n"))
            + link.map(uri -> "\n\n[" + SarifText.markdown(finding.id()) + "](" + uri + ")")
                .orElse("");
    return new SarifRule(
        finding.id(),
        finding.dimension().substring(0, 1).toUpperCase(Locale.ROOT)
            + finding.dimension().substring(1),
        new Text(title),
        new Text(about),
        link.orElse(null),
        new Help(text, markdown),
        new Configuration(SarifText.level(finding.severity())),
        new Properties(SecuritySeverity.of(finding), precision(finding), tags(finding)));
  }

  private static String precision(Finding finding) {
    return switch (finding.dimension()) {
      case "vulnerability" -> "very-high";
      case "history" -> "medium";
      default -> "high";
    };
  }

  private static List<String> tags(Finding finding) {
    List<String> tags = new ArrayList<>(List.of("security", finding.dimension()));
    FindingText.detail(finding, "cwe")
        .ifPresent(
            weaknesses -> {
              for (String weakness : weaknesses.split(" ", 10)) {
                tags.add("external/cwe/" + weakness.toLowerCase(Locale.ROOT));
              }
            });
    FindingText.detail(finding, "kev").ifPresent(known -> tags.add("known-exploited"));
    return tags;
  }
}
