package io.mdis.suppression.vex;

import static io.mdis.suppression.vex.VexFormat.first;
import static io.mdis.suppression.vex.VexFormat.instant;
import static io.mdis.suppression.vex.VexFormat.orNull;
import static io.mdis.suppression.vex.VexFormat.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.suppression.SuppressionStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenVEX, specification 0.2.0, and the plain texts that 0.0 had in their places. */
record OpenVex() implements VexFormat {
  private static final String CONTEXT = "https://openvex.dev/ns";

  @Override
  public String name() {
    return "OpenVEX";
  }

  @Override
  public boolean recognises(JsonNode root) {
    return text(root, "@context").startsWith(CONTEXT);
  }

  @Override
  public Header document(JsonNode root) {
    return new Header(text(root, "@id"), orNull(text(root, "author")), instant(root, "timestamp"));
  }

  @Override
  public void read(JsonNode root, VexEntries entries) throws VexException {
    for (JsonNode statement : root.path("statements")) {
      entries.count();
      statement(statement, entries);
    }
  }

  private static void statement(JsonNode node, VexEntries entries) throws VexException {
    JsonNode flaw = node.path("vulnerability");
    String vulnerability = flaw.isTextual() ? flaw.textValue().strip() : first(flaw, "name", "@id");
    if (vulnerability.isEmpty()) {
      entries.skip("a statement", "it names no vulnerability");
      return;
    }
    Optional<SuppressionStatus> status = SuppressionStatus.of(text(node, "status"));
    if (status.isEmpty() || status.get() == SuppressionStatus.ACCEPTED) {
      entries.skip(vulnerability, "OpenVEX has no status \"" + text(node, "status") + "\"");
      return;
    }
    Set<String> aliases = new LinkedHashSet<>();
    flaw.path("aliases").forEach(alias -> aliases.add(alias.asText("").strip()));
    aliases.remove("");
    VexEntries.Statement statement =
        new VexEntries.Statement(
            vulnerability,
            List.copyOf(aliases),
            status.get(),
            first(node, "impact_statement", "status_notes", "action_statement"),
            orNull(text(node, "justification")),
            instant(node, "last_updated") == null
                ? instant(node, "timestamp")
                : instant(node, "last_updated"));
    if (node.path("products").isEmpty()) {
      entries.skip(vulnerability, "it names no product");
    }
    for (JsonNode product : node.path("products")) {
      product(statement, product, entries);
    }
  }

  private static void product(VexEntries.Statement statement, JsonNode node, VexEntries entries)
      throws VexException {
    List<VexProduct> products = purls(node);
    if (products.isEmpty()) {
      entries.count();
      entries.skip(
          statement.vulnerability(), "the product has no purl that can be used: " + id(node));
    }
    for (VexProduct product : products) {
      if (node.path("subcomponents").isEmpty()) {
        entries.add(statement, product);
      }
      for (JsonNode part : node.path("subcomponents")) {
        List<VexProduct> inside =
            purls(part).stream().flatMap(purl -> purl.in(product).stream()).toList();
        if (inside.isEmpty()) {
          entries.count();
          entries.skip(
              statement.vulnerability(),
              id(part) + " in " + product + " is no package in an image");
        }
        for (VexProduct purl : inside) {
          entries.add(statement, purl);
        }
      }
    }
  }

  /** The identifier says it best; an id that is a purl says it too. */
  private static List<VexProduct> purls(JsonNode node) {
    List<VexProduct> products = new ArrayList<>();
    VexProduct.of(text(node.path("identifiers"), "purl")).ifPresent(products::add);
    if (products.isEmpty()) {
      VexProduct.of(id(node)).ifPresent(products::add);
    }
    return products;
  }

  private static String id(JsonNode node) {
    return node.isTextual() ? node.textValue().strip() : text(node, "@id");
  }
}
