package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Severity;
import io.mdis.history.rule.RuleInfo;
import io.mdis.history.rule.YamlResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of ShellCheck's findings are told, and how heavy they weigh. */
public final class ShellCheckCodes {
  private static final String RESOURCE = "shellcheck.yaml";

  private final Set<Integer> leftOut = new HashSet<>();
  private final Set<Integer> harmful = new HashSet<>();
  private final String version;

  private ShellCheckCodes(String version) {
    this.version = version;
  }

  /** Reads the file of the module. */
  public static ShellCheckCodes load() {
    YamlResource file = YamlResource.read(ShellCheckCodes.class, RESOURCE);
    ShellCheckCodes codes = new ShellCheckCodes(file.version());
    for (JsonNode node : file.root().path("left-out")) {
      String[] range = node.path("code").asText().split("-", -1);
      int last = Integer.parseInt(range[range.length - 1]);
      for (int code = Integer.parseInt(range[0]); code <= last; code++) {
        codes.leftOut.add(code);
      }
    }
    file.root().path("harmful").forEach(code -> codes.harmful.add(code.asInt()));
    return codes;
  }

  /** Whether a finding of a code and level is told. */
  boolean told(int code, String level) {
    return !leftOut.contains(code) && (level.equals("error") || level.equals("warning"));
  }

  /** What ShellCheck says, as a rule. */
  RuleInfo rule(int code, String level, String message) {
    return new RuleInfo(
        "SC" + code,
        level.equals("error") || harmful.contains(code) ? Severity.LOW : Severity.NEGLIGIBLE,
        message,
        "",
        "https://www.shellcheck.net/wiki/SC" + code,
        List.of(),
        "");
  }

  /** Changes when the file does. */
  public String version() {
    return version;
  }
}
