package io.mdis.export.spdx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.contracts.Finding;
import io.mdis.export.Component;
import io.mdis.export.FindingText;
import io.mdis.export.ImagePurl;
import io.mdis.export.ListedPackage;
import io.mdis.export.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code package} (section 7). Licences and suppliers are not what MDIS looks at. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SpdxPackage(
    @JsonProperty("SPDXID") String id,
    String name,
    String versionInfo,
    String downloadLocation,
    boolean filesAnalyzed,
    String licenseConcluded,
    String licenseDeclared,
    String copyrightText,
    String primaryPackagePurpose,
    String sourceInfo,
    List<Checksum> checksums,
    List<Reference> externalRefs) {
  static final String IMAGE = "SPDXRef-Image";
  private static final String UNKNOWN = "NOASSERTION";
  private static final int MOST_PLACES = 20;

  /** {@code checksum} (section 7.10). */
  record Checksum(String algorithm, String checksumValue) {}

  /** {@code externalRef} (section 7.21). */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Reference(
      String referenceCategory, String referenceType, String referenceLocator, String comment) {}

  static String id(int number) {
    return "SPDXRef-Package-" + number;
  }

  static SpdxPackage image(Report report) {
    String digest = report.image().digest();
    List<Checksum> checksums =
        digest.startsWith("sha256:")
            ? List.of(new Checksum("SHA256", digest.substring("sha256:".length())))
            : List.of();
    List<Reference> references = new ArrayList<>();
    ImagePurl.of(report.image()).ifPresent(purl -> references.add(purl(purl)));
    return of(IMAGE, report.image().name(), digest, "CONTAINER", null, checksums, references);
  }

  static SpdxPackage of(ListedPackage listed, int number) {
    Component component = listed.component();
    List<Reference> references = new ArrayList<>();
    component.purl().ifPresent(purl -> references.add(purl(purl)));
    for (Finding finding : listed.vulnerabilities()) {
      FindingText.link(finding)
          .ifPresent(
              link ->
                  references.add(new Reference("SECURITY", "advisory", link, comment(finding))));
    }
    String places =
        listed.places().stream()
            .map(place -> place.path() + " in layer " + place.layer())
            .limit(MOST_PLACES)
            .collect(Collectors.joining("; "));
    String source =
        component.sourceName().equals(component.name())
            ? ""
            : "built from " + component.sourceName() + "; ";
    return of(
        id(number),
        component.name(),
        component.version(),
        null,
        source + "found at " + places,
        List.of(),
        references);
  }

  private static SpdxPackage of(
      String id,
      String name,
      String version,
      String purpose,
      String source,
      List<Checksum> checksums,
      List<Reference> references) {
    return new SpdxPackage(
        id,
        name,
        version,
        UNKNOWN,
        false,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        purpose,
        source,
        checksums,
        references);
  }

  private static Reference purl(String purl) {
    return new Reference("PACKAGE-MANAGER", "purl", purl, null);
  }

  private static String comment(Finding finding) {
    String text = finding.severity() + " " + finding.id() + ". " + FindingText.remedy(finding);
    return finding.suppressed() ? text + " Suppressed: " + finding.suppression().reason() : text;
  }
}
