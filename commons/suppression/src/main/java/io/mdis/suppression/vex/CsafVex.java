package io.mdis.suppression.vex;

import static io.mdis.suppression.vex.VexFormat.instant;
import static io.mdis.suppression.vex.VexFormat.orNull;
import static io.mdis.suppression.vex.VexFormat.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.suppression.SuppressionStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CSAF 2.0, profile 5 "VEX" (section 4.5): products of the tree by their purl, statuses of section
 * 3.2.3.9, justifications from flags (3.2.3.5) and impacts from threats (3.2.3.14).
 */
record CsafVex() implements VexFormat {
  private static final Map<String, SuppressionStatus> STATUSES =
      Map.of(
          "known_not_affected", SuppressionStatus.NOT_AFFECTED,
          "fixed", SuppressionStatus.FIXED,
          "known_affected", SuppressionStatus.AFFECTED,
          "under_investigation", SuppressionStatus.UNDER_INVESTIGATION);

  @Override
  public String name() {
    return "CSAF";
  }

  @Override
  public boolean recognises(JsonNode root) {
    return text(root.path("document"), "category").equals("csaf_vex");
  }

  @Override
  public Header document(JsonNode root) {
    JsonNode document = root.path("document");
    JsonNode tracking = document.path("tracking");
    String publisher = text(document.path("publisher"), "namespace");
    String id = text(tracking, "id");
    return new Header(
        id.isEmpty() || publisher.isEmpty() ? id : publisher + " " + id,
        orNull(text(document.path("publisher"), "name")),
        instant(tracking, "current_release_date"));
  }

  @Override
  public void read(JsonNode root, VexEntries entries) throws VexException {
    CsafProducts products = new CsafProducts(root.path("product_tree"), entries);
    for (JsonNode vulnerability : root.path("vulnerabilities")) {
      entries.count();
      Set<String> names = new LinkedHashSet<>();
      names.add(text(vulnerability, "cve"));
      vulnerability.path("ids").forEach(id -> names.add(text(id, "text")));
      names.remove("");
      if (names.isEmpty()) {
        entries.skip("a vulnerability", "it has neither a CVE number nor an id");
        continue;
      }
      statements(vulnerability, List.copyOf(names), products, entries);
    }
  }

  private static void statements(
      JsonNode vulnerability, List<String> names, CsafProducts products, VexEntries entries)
      throws VexException {
    ByProduct flags = new ByProduct(products, entries);
    ByProduct impacts = new ByProduct(products, entries);
    for (JsonNode flag : vulnerability.path("flags")) {
      flags.say(flag, text(flag, "label"));
    }
    for (JsonNode threat : vulnerability.path("threats")) {
      if (text(threat, "category").equals("impact")) {
        impacts.say(threat, text(threat, "details"));
      }
    }
    for (Map.Entry<String, SuppressionStatus> status : STATUSES.entrySet()) {
      for (JsonNode listed : vulnerability.path("product_status").path(status.getKey())) {
        String product = listed.asText("");
        VexEntries.Statement statement =
            new VexEntries.Statement(
                names.getFirst(),
                names.subList(1, names.size()),
                status.getValue(),
                impacts.of(product),
                orNull(flags.of(product)),
                null);
        products.add(statement, product, entries);
      }
    }
  }

  /** What flags or threats say of each product, by its own id or by a group that it is in. */
  private static final class ByProduct {
    private final Map<String, String> said = new HashMap<>();
    private final CsafProducts products;
    private final VexEntries entries;

    ByProduct(CsafProducts products, VexEntries entries) {
      this.products = products;
      this.entries = entries;
    }

    void say(JsonNode item, String what) throws VexException {
      for (JsonNode id : item.path("product_ids")) {
        entries.count();
        said.putIfAbsent(id.asText(""), what);
      }
      for (JsonNode group : item.path("group_ids")) {
        for (String id : products.group(group.asText(""))) {
          entries.count();
          said.putIfAbsent(id, what);
        }
      }
    }

    String of(String product) {
      return said.getOrDefault(product, "");
    }
  }
}
