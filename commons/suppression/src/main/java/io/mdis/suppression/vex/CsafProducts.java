package io.mdis.suppression.vex;

import static io.mdis.suppression.vex.VexFormat.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product tree of a CSAF document (section 3.2.2): which purl each product id stands for. */
final class CsafProducts {
  private final Map<String, Set<String>> purls = new HashMap<>();
  private final Map<String, Relationship> relationships = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();

  /** A product that is another one as a part of a third. */
  private record Relationship(String part, String whole) {}

  CsafProducts(JsonNode tree, VexEntries entries) throws VexException {
    for (JsonNode product : tree.path("full_product_names")) {
      product(product, entries);
    }
    branches(tree.path("branches"), entries);
    for (JsonNode relationship : tree.path("relationships")) {
      JsonNode product = relationship.path("full_product_name");
      product(product, entries);
      relationships.put(
          text(product, "product_id"),
          new Relationship(
              text(relationship, "product_reference"),
              text(relationship, "relates_to_product_reference")));
    }
    for (JsonNode group : tree.path("product_groups")) {
      entries.count();
      List<String> members = new ArrayList<>();
      group.path("product_ids").forEach(id -> members.add(id.asText("")));
      groups.put(text(group, "group_id"), members);
    }
  }

  List<String> group(String id) {
    return groups.getOrDefault(id, List.of());
  }

  /** Takes a statement about a product in, or says why it can't be used. */
  void add(VexEntries.Statement statement, String id, VexEntries entries) throws VexException {
    List<VexProduct> named = named(id, entries);
    if (named.isEmpty()) {
      entries.count();
      entries.skip(statement.vulnerability(), why(id));
    }
    for (VexProduct product : named) {
      entries.add(statement, product);
    }
  }

  /**
   * A part of a whole that is no image is left out: what holds for a package in one distribution
   * need not hold in another, and a platform has no purl.
   */
  private List<VexProduct> named(String id, VexEntries entries) throws VexException {
    Relationship relationship = relationships.get(id);
    if (relationship == null) {
      return own(id);
    }
    List<VexProduct> products = new ArrayList<>();
    for (VexProduct part : own(relationship.part())) {
      for (VexProduct whole : own(relationship.whole())) {
        entries.count();
        part.in(whole).ifPresent(products::add);
      }
    }
    return products;
  }

  private List<VexProduct> own(String id) {
    return purls.getOrDefault(id, Set.of()).stream()
        .map(VexProduct::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private String why(String id) {
    if (relationships.containsKey(id)) {
      return id + " is part of a product that is no image with a purl";
    }
    return purls.containsKey(id)
        ? id + " has no purl that can be used"
        : id + " is not in the product tree";
  }

  private void branches(JsonNode branches, VexEntries entries) throws VexException {
    for (JsonNode branch : branches) {
      entries.count();
      if (branch.has("product")) {
        product(branch.path("product"), entries);
      }
      branches(branch.path("branches"), entries);
    }
  }

  private void product(JsonNode product, VexEntries entries) throws VexException {
    entries.count();
    JsonNode names = product.path("product_identification_helper");
    Set<String> found =
        purls.computeIfAbsent(text(product, "product_id"), id -> new LinkedHashSet<>());
    found.add(text(names, "purl"));
    names.path("purls").forEach(purl -> found.add(purl.asText("")));
    found.remove("");
  }
}
