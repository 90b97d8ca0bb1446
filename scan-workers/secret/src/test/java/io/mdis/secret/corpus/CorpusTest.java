package io.mdis.secret.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.rules.Rule;
import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretHit;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.detect.SecretSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many credentials are found, and how many findings are none; prints both and the misses. */
class CorpusTest {
  private static final SecretHash HASH = new SecretHash(new byte[32]);
  private static final SecretRules RULES = SecretRules.load();
  private static final SecretDetector DETECTOR = new SecretDetector(RULES, HASH);

  /** Rules of what names a credential, and so stands beside it. */
  private static final Set<String> HINTS =
      RULES.rules().stream()
          .filter(rule -> Boolean.TRUE.equals(rule.attributes().get("hint")))
          .map(Rule::id)
          .collect(Collectors.toSet());

  @Test
  void findsNearlyAllAndLittleElse() {
    List<Corpus.Sample> positives = new Corpus(2026).positives();
    List<Corpus.Sample> negatives = new Corpus(2026).negatives();
    List<String> misses = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    int found = 0;
    int byItsRule = 0;
    for (Corpus.Sample sample : positives) {
      String wanted = HASH.of(sample.value());
      boolean hit = false;
      for (SecretHit one : find(sample).hits()) {
        boolean right = one.hash().equals(wanted);
        hit |= right;
        byItsRule += right && one.rule().equals(sample.rule()) ? 1 : 0;
        if (!right && !HINTS.contains(one.rule())) {
          alarms.add(one.rule() + " " + one.redacted() + " beside " + sample.name());
        }
      }
      found += hit ? 1 : 0;
      if (!hit) {
        misses.add(sample.name() + ": " + oneLine(sample.text()));
      }
    }
    for (Corpus.Sample sample : negatives) {
      for (SecretHit one : find(sample).hits()) {
        alarms.add(
            one.rule()
                + " "
                + one.redacted()
                + " in "
                + sample.name()
                + ": "
                + oneLine(sample.text()));
      }
    }
    double recall = (double) found / positives.size();
    double precision = (double) found / (found + alarms.size());
    System.out.printf(
        "%d credentials, %d texts without: recall %.4f, precision %.4f, by their own rule %.4f%n",
        positives.size(),
        negatives.size(),
        recall,
        precision,
        (double) byItsRule / positives.size());
    misses.forEach(miss -> System.out.println("  missed " + miss));
    alarms.forEach(alarm -> System.out.println("  false alarm " + alarm));
    assertThat(positives).hasSizeGreaterThanOrEqualTo(600);
    assertThat(negatives).hasSizeGreaterThanOrEqualTo(2000);
    assertThat(recall).isGreaterThanOrEqualTo(0.97);
    assertThat(precision).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void everyRuleIsAskedAndTellsWhatIsItsOwn() {
    Map<String, Integer> samples = new TreeMap<>();
    Map<String, Set<String>> tellers = new TreeMap<>();
    for (Corpus.Sample sample : new Corpus(2026).positives()) {
      samples.merge(sample.rule(), 1, Integer::sum);
      Set<String> told = tellers.computeIfAbsent(sample.rule(), _ -> new TreeSet<>());
      find(sample).hits().forEach(hit -> told.add(hit.rule()));
    }
    assertThat(samples.keySet())
        .containsExactlyInAnyOrderElementsOf(RULES.rules().stream().map(Rule::id).toList());
    assertThat(samples).allSatisfy((_, count) -> assertThat(count).isGreaterThanOrEqualTo(2));
    tellers.entrySet().removeIf(rule -> rule.getValue().contains(rule.getKey()));
    assertThat(tellers).as("rules whose credentials only others tell").isEmpty();
  }

  private static FileSecrets find(Corpus.Sample sample) {
    return DETECTOR.find(sample.text(), SecretSource.text(sample.path()));
  }

  private static String oneLine(String text) {
    return text.substring(0, Math.min(160, text.length())).replace('\n', ' ');
  }
}
