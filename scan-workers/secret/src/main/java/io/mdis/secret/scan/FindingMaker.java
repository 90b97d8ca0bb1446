package io.mdis.secret.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.rules.Check;
import io.mdis.rules.Rule;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretChecks;
import io.mdis.secret.detect.SecretHit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes findings of what was found. */
final class FindingMaker {
  private final Map<String, Rule> rules;

  FindingMaker(Iterable<Rule> rules) {
    this.rules =
        java.util.stream.StreamSupport.stream(rules.spliterator(), false)
            .collect(Collectors.toMap(Rule::id, Function.identity()));
  }

  /** Where a finding is, and how much that counts. */
  record Spot(Digest layer, String path, boolean visible, boolean published) {}

  Finding of(SecretHit hit, Spot spot) {
    Rule rule = rules.get(hit.rule());
    Map<String, String> details = details(spot, hit.line(), hit.redacted(), hit.hash());
    put(details, "relatedId", hit.relatedId());
    put(details, "encoding", hit.encoding());
    if (hit.weak()) {
      details.put("weak", "true");
    }
    if (hit.count() > 1) {
      details.put("count", Integer.toString(hit.count()));
    }
    say(details, rule.reason(), rule.remedy(), String.join(" ", rule.technique()));
    return finding(rule.id(), hit.severity(), rule.severity(), rule.title(), spot, details);
  }

  Finding of(CheckHit hit, Spot spot) {
    Check check = SecretChecks.get().get(hit.check());
    Map<String, String> details = details(spot, hit.line(), hit.redacted(), hit.hash());
    details.putAll(hit.details());
    say(details, check.reason(), check.remedy(), String.join(" ", check.technique()));
    return finding(check.id(), check.severity(), check.severity(), check.title(), spot, details);
  }

  private static Finding finding(
      String id,
      Severity severity,
      Severity source,
      String title,
      Spot spot,
      Map<String, String> details) {
    boolean known = spot.published() && severity.compareTo(Severity.LOW) > 0;
    return new Finding(
        id,
        SecretScanner.DIMENSION,
        known ? Severity.LOW : severity,
        source.name(),
        title,
        spot.layer(),
        spot.path(),
        details);
  }

  private static Map<String, String> details(Spot spot, long line, String redacted, String hash) {
    Map<String, String> details = new TreeMap<>();
    details.put("visible", Boolean.toString(spot.visible()));
    if (line > 0) {
      details.put("line", Long.toString(line));
    }
    put(details, "secret", redacted);
    put(details, "secretHash", hash);
    if (spot.published()) {
      details.put("published", "true");
    }
    return details;
  }

  private static void say(
      Map<String, String> details, String reason, String remedy, String technique) {
    details.put("reason", reason);
    details.put("remedy", remedy);
    if (!technique.isEmpty()) {
      details.put("technique", technique);
    }
  }

  private static void put(Map<String, String> details, String key, String value) {
    if (value != null) {
      details.put(key, value);
    }
  }
}
