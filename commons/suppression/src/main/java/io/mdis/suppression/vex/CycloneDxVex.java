package io.mdis.suppression.vex;

import static io.mdis.suppression.vex.VexFormat.first;
import static io.mdis.suppression.vex.VexFormat.instant;
import static io.mdis.suppression.vex.VexFormat.orNull;
import static io.mdis.suppression.vex.VexFormat.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import io.mdis.suppression.SuppressionStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CycloneDX 1.4 and later: {@code vulnerabilities[].analysis}, whose {@code affects[].ref} names a
 * component of the document, or of another by a BOM-Link that ends in a purl.
 */
record CycloneDxVex() implements VexFormat {
  private static final Map<String, SuppressionStatus> STATES =
      Map.of(
          "resolved", SuppressionStatus.FIXED,
          "resolved_with_pedigree", SuppressionStatus.FIXED,
          "not_affected", SuppressionStatus.NOT_AFFECTED,
          "false_positive", SuppressionStatus.NOT_AFFECTED,
          "exploitable", SuppressionStatus.AFFECTED,
          "in_triage", SuppressionStatus.UNDER_INVESTIGATION);

  @Override
  public String name() {
    return "CycloneDX";
  }

  @Override
  public boolean recognises(JsonNode root) {
    return text(root, "bomFormat").equals("CycloneDX");
  }

  @Override
  public Header document(JsonNode root) {
    JsonNode metadata = root.path("metadata");
    String author = first(metadata.path("supplier"), "name");
    if (author.isEmpty()) {
      author = text(metadata.path("authors").path(0), "name");
    }
    return new Header(text(root, "serialNumber"), orNull(author), instant(metadata, "timestamp"));
  }

  @Override
  public void read(JsonNode root, VexEntries entries) throws VexException {
    Map<String, String> purls = new HashMap<>();
    components(root.path("metadata").path("component"), purls, entries);
    for (JsonNode component : root.path("components")) {
      components(component, purls, entries);
    }
    for (JsonNode vulnerability : root.path("vulnerabilities")) {
      entries.count();
      vulnerability(vulnerability, purls, entries);
    }
  }

  private static void components(JsonNode node, Map<String, String> purls, VexEntries entries)
      throws VexException {
    entries.count();
    String purl = text(node, "purl");
    if (!purl.isEmpty()) {
      purls.put(text(node, "bom-ref"), purl);
    }
    for (JsonNode part : node.path("components")) {
      components(part, purls, entries);
    }
  }

  private static void vulnerability(JsonNode node, Map<String, String> purls, VexEntries entries)
      throws VexException {
    JsonNode analysis = node.path("analysis");
    if (analysis.isMissingNode()) {
      return; // Only listed, as a scanner does; nothing is stated.
    }
    String id = text(node, "id");
    SuppressionStatus status = STATES.get(text(analysis, "state"));
    if (id.isEmpty() || status == null) {
      entries.skip(id, "it has no id or no state of analysis that is known");
      return;
    }
    Set<String> aliases = new LinkedHashSet<>();
    node.path("references").forEach(reference -> aliases.add(text(reference, "id")));
    aliases.remove("");
    VexEntries.Statement statement =
        new VexEntries.Statement(
            id,
            List.copyOf(aliases),
            status,
            text(analysis, "detail"),
            orNull(text(analysis, "justification")),
            instant(analysis, "lastUpdated"));
    if (node.path("affects").isEmpty()) {
      entries.skip(id, "it names no component");
    }
    for (JsonNode affected : node.path("affects")) {
      affected(statement, affected, purls, entries);
    }
  }

  private static void affected(
      VexEntries.Statement statement, JsonNode node, Map<String, String> purls, VexEntries entries)
      throws VexException {
    String ref = text(node, "ref");
    Optional<String> purl = Optional.ofNullable(purls.get(ref)).or(() -> linked(ref, purls));
    if (purl.flatMap(VexProduct::of).isEmpty()) {
      entries.count();
      entries.skip(statement.vulnerability(), ref + " names no component with a purl");
    } else if (node.path("versions").isEmpty()) {
      entries.add(statement, VexProduct.of(purl.get()).orElseThrow());
    }
    for (JsonNode version : node.path("versions")) {
      Optional<VexProduct> product =
          text(version, "version").isEmpty() || text(version, "status").equals("unknown")
              ? Optional.empty()
              : purl.flatMap(of -> at(of, text(version, "version")));
      if (product.isEmpty()) {
        entries.count();
        entries.skip(statement.vulnerability(), ref + ": a version range can't be used");
      } else if (text(version, "status").equals("unaffected")) {
        entries.add(unaffected(statement), product.get());
      } else {
        entries.add(statement, product.get());
      }
    }
  }

  private static VexEntries.Statement unaffected(VexEntries.Statement statement) {
    return new VexEntries.Statement(
        statement.vulnerability(),
        statement.aliases(),
        SuppressionStatus.NOT_AFFECTED,
        statement.reason(),
        statement.justification(),
        statement.at());
  }

  /** {@code urn:cdx:serial/version#bom-ref}, where the bom-ref is percent-encoded. */
  private static Optional<String> linked(String ref, Map<String, String> purls) {
    String target = ref;
    if (ref.startsWith("urn:cdx:")) {
      try {
        target =
            URLDecoder.decode(
                ref.substring(ref.indexOf('#') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return target.startsWith("pkg:") ? Optional.of(target) : Optional.ofNullable(purls.get(target));
  }

  private static Optional<VexProduct> at(String text, String version) {
    try {
      PackageURL purl = new PackageURL(text);
      PackageURLBuilder changed =
          PackageURLBuilder.aPackageURL()
              .withType(purl.getType())
              .withNamespace(purl.getNamespace())
              .withName(purl.getName())
              .withVersion(version);
      if (purl.getQualifiers() != null) {
        purl.getQualifiers().forEach(changed::withQualifier);
      }
      return VexProduct.of(changed.build().canonicalize());
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }
}
