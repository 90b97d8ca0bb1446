package io.mdis.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules of some files, each id once, with a version that changes when a file does. */
public final class RuleSet {
  private static final int VERSION_DIGITS = 12;

  private final List<Rule> rules;
  private final String version;

  private RuleSet(List<Rule> rules, String version) {
    this.rules = List.copyOf(rules);
    this.version = version;
  }

  /**
   * Loads resources beside a class; as the other.
   *
   * @param attributes keys of a rule that the caller knows besides those of {@link Rule}
   */
  public static RuleSet load(Class<?> beside, Set<String> attributes, String... resources) {
    List<RuleSource> sources = new ArrayList<>();
    for (String resource : resources) {
      sources.add(RuleSource.resource(beside, resource));
    }
    return of(sources, attributes);
  }

  /**
   * Reads rules strictly: a key that nobody knows, an id twice, a missing example, a pattern that
   * is none are errors.
   *
   * @param attributes keys of a rule that the caller knows besides those of {@link Rule}
   * @throws InvalidRulesException that tells everything that is wrong
   */
  public static RuleSet of(List<RuleSource> sources, Set<String> attributes) {
    List<String> problems = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    Map<String, String> fileOfId = new HashMap<>();
    for (RuleSource source : sources) {
      for (Rule rule : new RuleFile(source, attributes, problems).read()) {
        String other = fileOfId.putIfAbsent(rule.id(), source.name());
        if (other == null) {
          rules.add(rule);
        } else {
          problems.add(
              source.name() + ": " + rule.id() + ": " + other + " has that id too; choose another");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(String.join("\n", problems));
    }
    return new RuleSet(rules, version(sources));
  }

  /** In the order of the files. */
  public List<Rule> rules() {
    return rules;
  }

  /** Twelve hexadecimal digits of a SHA-256 over the files, whatever their order. */
  public String version() {
    return version;
  }

  /** A rule by its id. */
  public Optional<Rule> find(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Some of the rules, under the same version. */
  public RuleSet only(Predicate<Rule> wanted) {
    return new RuleSet(rules.stream().filter(wanted).toList(), version);
  }

  static String version(List<RuleSource> sources) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (RuleSource source :
          sources.stream().sorted(Comparator.comparing(RuleSource::name)).toList()) {
        byte[] name = source.name().getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(8).putInt(name.length).putInt(source.yaml().length).flip());
        sha.update(name);
        sha.update(source.yaml());
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
