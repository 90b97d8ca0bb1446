package io.mdis.export.cyclonedx;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.Severity;
import io.mdis.export.FindingText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.vulnerability.Vulnerability;
import org.cyclonedx.model.vulnerability.Vulnerability.Analysis;
import org.cyclonedx.model.vulnerability.Vulnerability.Rating;

/** What is known of a flaw, whatever package has it. */
final class CycloneDxFlaw {
  private static final List<String> PROPERTIES =
      List.of("priority", "kev", "kevDateAdded", "epss", "epssPercentile", "advisory", "status");

  private CycloneDxFlaw() {}

  static Vulnerability of(Finding finding, int number) {
    Vulnerability flaw = new Vulnerability();
    flaw.setBomRef("vulnerability-" + number);
    flaw.setId(finding.id());
    flaw.setSource(source(finding.id()));
    flaw.setDescription(FindingText.summary(finding));
    flaw.setRatings(ratings(finding));
    flaw.setCwes(weaknesses(finding));
    FindingText.link(finding)
        .ifPresent(
            link -> {
              Vulnerability.Advisory advisory = new Vulnerability.Advisory();
              advisory.setUrl(link);
              flaw.addAdvisory(advisory);
            });
    FindingText.detail(finding, "published")
        .flatMap(CycloneDxFlaw::date)
        .ifPresent(flaw::setPublished);
    aliases(finding, flaw);
    if (finding.suppressed()) {
      flaw.setAnalysis(analysis(finding.suppression()));
    }
    List<Property> properties = new ArrayList<>();
    for (String key : PROPERTIES) {
      FindingText.detail(finding, key)
          .ifPresent(value -> properties.add(new Property("mdis:" + key, value)));
    }
    if (finding.note() != null) {
      properties.add(new Property("mdis:note", finding.note()));
    }
    flaw.setProperties(properties);
    return flaw;
  }

  private static Vulnerability.Source source(String id) {
    Vulnerability.Source source = new Vulnerability.Source();
    source.setName(
        id.startsWith("CVE-") ? "NVD" : id.startsWith("GHSA-") ? "GitHub Advisories" : "OSV");
    FindingText.link(id).ifPresent(source::setUrl);
    return source;
  }

  private static void aliases(Finding finding, Vulnerability flaw) {
    for (String alias : FindingText.detail(finding, "aliases").orElse("").split("[ ,]+", -1)) {
      if (!alias.isEmpty()) {
        Vulnerability.Reference reference = new Vulnerability.Reference();
        reference.setId(alias);
        reference.setSource(source(alias));
        flaw.addReference(reference);
      }
    }
  }

  /** What MDIS says, which follows the distribution; then the CVSS score of whoever gave one. */
  private static List<Rating> ratings(Finding finding) {
    Rating own = new Rating();
    own.setSource(named(FindingText.detail(finding, "severitySource").orElse("MDIS")));
    own.setSeverity(severity(finding.severity()));
    List<Rating> ratings = new ArrayList<>(List.of(own));
    Optional<String> vector = FindingText.detail(finding, "cvssVector");
    if (vector.isPresent()) {
      Rating cvss = new Rating();
      cvss.setSource(named(FindingText.detail(finding, "cvssSource").orElse("unknown")));
      score(finding).ifPresent(cvss::setScore);
      cvss.setMethod(method(vector.get()));
      cvss.setVector(vector.get());
      ratings.add(cvss);
    }
    return ratings;
  }

  private static Optional<Double> score(Finding finding) {
    try {
      return FindingText.detail(finding, "cvssScore").map(Double::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Rating.Method method(String vector) {
    if (vector.startsWith("CVSS:4")) {
      return Rating.Method.CVSSV4;
    }
    if (vector.startsWith("CVSS:3.1")) {
      return Rating.Method.CVSSV31;
    }
    return vector.startsWith("CVSS:3") ? Rating.Method.CVSSV3 : Rating.Method.CVSSV2;
  }

  private static Rating.Severity severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Rating.Severity.CRITICAL;
      case HIGH -> Rating.Severity.HIGH;
      case MEDIUM -> Rating.Severity.MEDIUM;
      case LOW -> Rating.Severity.LOW;
      case NEGLIGIBLE -> Rating.Severity.INFO;
      case UNKNOWN -> Rating.Severity.UNKNOWN;
    };
  }

  private static List<Integer> weaknesses(Finding finding) {
    List<Integer> numbers = new ArrayList<>();
    for (String weakness : FindingText.detail(finding, "cwe").orElse("").split(" ", -1)) {
      if (weakness.matches("CWE-[1-9][0-9]{0,5}")) {
        numbers.add(Integer.valueOf(weakness.substring("CWE-".length())));
      }
    }
    return numbers;
  }

  /** A risk that is accepted is exploitable, and nobody will mend it (response of the analysis). */
  private static Analysis analysis(FindingSuppression decision) {
    Analysis analysis = new Analysis();
    String verdict = decision.verdict() == null ? "accepted" : decision.verdict();
    switch (verdict) {
      case "not_affected" -> analysis.setState(Analysis.State.NOT_AFFECTED);
      case "false_positive" -> analysis.setState(Analysis.State.FALSE_POSITIVE);
      case "fixed", "revoked" -> analysis.setState(Analysis.State.RESOLVED);
      default -> {
        analysis.setState(Analysis.State.EXPLOITABLE);
        analysis.addResponse(Analysis.Response.WILL_NOT_FIX);
      }
    }
    String by = decision.author() == null ? decision.origin() : decision.author();
    String until = decision.until() == null ? "" : ", until " + decision.until();
    analysis.setDetail(decision.reason() + " (" + by + until + ")");
    return analysis;
  }

  private static Optional<Date> date(String text) {
    try {
      return Optional.of(Date.from(Instant.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Vulnerability.Source named(String name) {
    Vulnerability.Source source = new Vulnerability.Source();
    source.setName(name);
    return source;
  }
}
