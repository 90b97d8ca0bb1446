package io.mdis.policy.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mdis.policy.Action;
import io.mdis.policy.Policy;
import io.mdis.policy.PolicyException;
import io.mdis.policy.PolicyRule;
import io.mdis.policy.Verdict;
import io.mdis.suppression.ImagePattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads policies from YAML. Strict: the first mistake refuses the whole file, for a policy that is
 * half read would let through what it was written against.
 */
public final class PolicyFile {
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_DEPTH = 20;
  private static final ObjectMapper YAML = mapper();

  private PolicyFile() {}

  /** Reads a file; throws PolicyFileException that names the place at fault. */
  public static List<Policy> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(MAX_BYTES + 1), file.toString());
    }
  }

  /** The policy that comes with MDIS; it speaks of every image. */
  public static List<Policy> builtIn() {
    try (InputStream in = Policy.class.getResourceAsStream("default-policy.yaml")) {
      return read(in.readAllBytes(), "default-policy.yaml");
    } catch (IOException e) {
      throw new IllegalStateException("the policy that comes with MDIS can't be read", e);
    }
  }

  /**
   * Reads policies.
   *
   * @param name of the file, for messages
   */
  public static List<Policy> read(byte[] yaml, String name) throws PolicyFileException {
    if (yaml.length > MAX_BYTES) {
      throw new PolicyFileException(name, "", "it has more than " + MAX_BYTES + " bytes");
    }
    YamlValue root = new YamlValue(name, "", tree(yaml, name)).only("policies");
    List<Policy> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue value : root.required("policies").items()) {
      Policy policy = policy(value);
      if (!names.add(policy.name())) {
        throw value.problem("there is another policy of the name " + policy.name());
      }
      policies.add(policy);
    }
    return policies;
  }

  private static JsonNode tree(byte[] yaml, String name) throws PolicyFileException {
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (tree == null || tree.isMissingNode()) {
        throw new PolicyFileException(name, "", "it is empty");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new PolicyFileException(name, "", "it is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new PolicyFileException(name, "", "it can't be read: " + e.getMessage());
    }
  }

  private static Policy policy(YamlValue value) throws PolicyFileException {
    value.only(
        "name",
        "images",
        "environments",
        "required",
        "partial",
        "unscanned",
        "grace",
        "rules",
        "exceptions");
    List<PolicyRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlValue item : value.items("rules")) {
      PolicyRule rule = RuleReader.read(item);
      if (!ids.add(rule.id())) {
        throw item.problem("there is another rule of the id " + rule.id());
      }
      rules.add(rule);
    }
    ids.add(Policy.UNSCANNED);
    List<PolicyException> exceptions = new ArrayList<>();
    for (YamlValue item : value.items("exceptions")) {
      exceptions.add(exception(item, ids));
    }
    return new Policy(
        value.required("name").text(),
        patterns(value, "images"),
        value.texts("environments"),
        Set.copyOf(value.texts("required")),
        value.get("partial", PolicyFile::partial).orElse(Verdict.UNSCANNED),
        value.get("unscanned", action -> action.oneOf(Action.class)).orElse(Action.BLOCK),
        value.get("grace", Times::duration).orElse(Duration.ZERO),
        rules,
        exceptions);
  }

  private static Verdict partial(YamlValue value) throws PolicyFileException {
    Verdict verdict = value.oneOf(Verdict.class);
    if (verdict == Verdict.BLOCK) {
      throw value.problem("must be UNSCANNED, WARN or ALLOW");
    }
    return verdict;
  }

  private static PolicyException exception(YamlValue value, Set<String> rules)
      throws PolicyFileException {
    value.only("rule", "finding", "image", "author", "reason", "expires");
    Optional<YamlValue> rule = value.get("rule");
    if (rule.isEmpty() && value.get("finding").isEmpty()) {
      throw value.problem("needs a rule or a finding: it would except everything");
    }
    if (rule.isPresent() && !rules.contains(rule.get().text())) {
      throw rule.get().problem("there is no such rule in this policy");
    }
    return new PolicyException(
        value.get("rule", YamlValue::text),
        value.get("finding", YamlValue::text),
        pattern(value.required("image")),
        value.required("author").text(),
        value.required("reason").text(),
        Times.end(value.required("expires")));
  }

  static List<ImagePattern> patterns(YamlValue value, String key) throws PolicyFileException {
    List<ImagePattern> patterns = new ArrayList<>();
    for (YamlValue item : value.items(key)) {
      patterns.add(pattern(item));
    }
    return patterns;
  }

  private static ImagePattern pattern(YamlValue value) throws PolicyFileException {
    try {
      return ImagePattern.parse(value.text());
    } catch (IllegalArgumentException e) {
      throw value.problem(e.getMessage());
    }
  }

  private static ObjectMapper mapper() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    YAMLFactory factory =
        YAMLFactory.builder()
            .loaderOptions(options)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
