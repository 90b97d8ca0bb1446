package io.mdis.secret.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mdis.contracts.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of something that no pattern finds but code: a weak password, a key store that
 * opens.
 *
 * @param id lower case with dashes, unique among rules and checks
 * @param severity of what it finds
 * @param title what it is, in a few words
 * @param reason why it matters
 * @param remedy what to do
 * @param technique MITRE ATT&amp;CK technique
 */
public record Check(
    String id, Severity severity, String title, String reason, String remedy, String technique) {

  private static final Map<String, Check> ALL = load();

  private record File(List<Check> checks) {}

  /** Every check by its id, in the order of the file. */
  public static Map<String, Check> all() {
    return ALL;
  }

  /** The check of an id; throws IllegalArgumentException when there is none. */
  public static Check of(String id) {
    Check check = ALL.get(id);
    if (check == null) {
      throw new IllegalArgumentException("no check " + id + " in checks.yaml: add it");
    }
    return check;
  }

  private static Map<String, Check> load() {
    try (InputStream in = Check.class.getResourceAsStream("checks.yaml")) {
      Map<String, Check> all = new LinkedHashMap<>();
      for (Check check : new ObjectMapper(new YAMLFactory()).readValue(in, File.class).checks()) {
        if (all.put(check.id(), check) != null) {
          throw new IllegalStateException("check " + check.id() + " is there twice");
        }
      }
      return java.util.Collections.unmodifiableMap(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
