package io.mdis.export.sarif;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Finding;
import io.mdis.export.FindingText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code location} (section 3.28): the file in the image, and the layer and package. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SarifLocation(Physical physicalLocation, List<Logical> logicalLocations, Text message) {
  private static final String ROOT = "IMAGE";

  /** Paths are those below the root of the image. */
  static final Map<String, Map<String, String>> BASES = Map.of(ROOT, Map.of("uri", "file:///"));

  /** {@code physicalLocation} (section 3.29). */
  record Physical(Artifact artifactLocation, Region region) {}

  /** {@code artifactLocation} (section 3.4). */
  record Artifact(String uri, String uriBaseId) {}

  /** {@code region} (section 3.30). */
  record Region(int startLine) {}

  /** {@code logicalLocation} (section 3.33). */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Logical(String name, String fullyQualifiedName, String kind) {}

  /** {@code message} (section 3.11). */
  record Text(String text) {}

  /**
   * Where a finding is. Readers want a file and a line of every one: what has none is told of the
   * image as a whole, and a file without a line from its beginning.
   *
   * @param layer number, from 1; 0 when not known
   */
  static SarifLocation of(Finding finding, String image, int layer) {
    String path = finding.path() == null ? image : finding.path();
    List<Logical> logical = new ArrayList<>();
    if (finding.layer() != null) {
      String name = layer == 0 ? "layer" : "layer " + layer;
      logical.add(new Logical(name, finding.layer().toString(), "layer"));
    }
    FindingText.detail(finding, "package")
        .ifPresent(
            name ->
                logical.add(
                    new Logical(
                        name, FindingText.detail(finding, "purl").orElse(name), "package")));
    return new SarifLocation(
        new Physical(
            new Artifact(uri(path), ROOT), new Region(FindingText.line(finding).orElse(1))),
        logical.isEmpty() ? null : logical,
        FindingText.detail(finding, "member").map(Text::new).orElse(null));
  }

  /** RFC 3986, section 2.3: all but unreserved characters and the slash is encoded. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~/".indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(String.format("%02X", (int) c));
      }
    }
    int start = 0;
    while (start < uri.length() && uri.charAt(start) == '/') {
      start++;
    }
    return uri.substring(start);
  }
}
