package io.mdis.history.threat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import io.mdis.history.rule.YamlResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Hosts that malware uses, wherever in an instruction they stand. */
final class BadHosts implements HistoryCheck {
  static final String RESOURCE = "hosts.yaml";

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){1,10}");

  private final RuleBook book;
  private final Map<String, Known> byHost = new HashMap<>();

  BadHosts(RuleBook book) {
    this.book = book;
    for (JsonNode node : YamlResource.read(BadHosts.class, RESOURCE).root().path("hosts")) {
      Known known =
          new Known(
              Severity.valueOf(node.path("severity").asText()), node.path("known-for").asText());
      node.path("hosts").forEach(host -> byHost.put(host.asText(), known));
    }
  }

  private record Known(Severity severity, String reason) {}

  @Override
  public void look(RebuiltDockerfile file, Consumer<Remark> found) {
    for (Instruction instruction : file.all()) {
      String text = instruction.text();
      Set<String> told = new HashSet<>();
      Matcher hosts = HOST.matcher(text);
      while (hosts.find()) {
        String host = hosts.group().toLowerCase(Locale.ROOT);
        boolean address = hosts.start() > 1 && text.startsWith("//", hosts.start() - 2);
        Known known = known(host);
        // A name such as file.io is a host only where it stands in an address.
        boolean sure = known != null && (address || known.severity != Severity.MEDIUM);
        if (sure && told.add(host)) {
          found.accept(
              Remark.of(
                  book.get("bad-host").as(known.severity),
                  instruction,
                  host + ": " + known.reason));
        }
      }
    }
  }

  private Known known(String host) {
    for (int dot = -1; ; ) {
      String parent = host.substring(dot + 1);
      Known known = byHost.get(parent);
      if (known != null) {
        return known;
      }
      dot = host.indexOf('.', dot + 1);
      if (dot < 0) {
        return null;
      }
    }
  }
}
