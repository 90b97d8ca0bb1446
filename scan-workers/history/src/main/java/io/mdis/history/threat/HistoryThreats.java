package io.mdis.history.threat;

import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import io.mdis.history.rule.YamlResource;
import io.mdis.image.layer.Layer;
import io.mdis.image.view.ImageView;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All of MDIS's own threat rules, in one place. Safe for use by several threads. */
public final class HistoryThreats {
  private static final String CHECKS = "checks.yaml";
  private static final String COMMANDS = "commands.yaml";
  private static final String PASSWORDS = "passwords.yaml";

  private final RuleBook book = RuleBook.read(HistoryThreats.class, CHECKS);
  private final InstructionRules patterns = new InstructionRules(COMMANDS, PASSWORDS);
  private final LayerChecks layerChecks = new LayerChecks(book);
  private final SetuidFiles setuid = new SetuidFiles(book);
  private final Redaction redaction;
  private final List<HistoryCheck> checks;
  private final String version;

  /**
   * The rules.
   *
   * @param baseRegistries that base images may come from; all when empty
   * @param clock that says what is in the future
   */
  public HistoryThreats(List<String> baseRegistries, Clock clock) {
    this.redaction = new Redaction(new InstructionRules(PASSWORDS).rules());
    this.checks =
        List.of(
            new BadHosts(book),
            new StepsCheck(book),
            new SettingsCheck(book),
            new BaseCheck(book, baseRegistries),
            new TimeCheck(book, clock),
            layerChecks::history);
    this.version =
        String.join(
            ".",
            book.version().substring(0, 8),
            patterns.version().substring(0, 8),
            version(BadHosts.RESOURCE),
            version(TellingPorts.RESOURCE));
  }

  /**
   * What the history and the configuration show.
   *
   * @param problems is told what could not be looked at, for a person
   */
  public List<Remark> look(RebuiltDockerfile file, Consumer<String> problems) {
    List<Remark> found = new ArrayList<>();
    patterns.look(file, found::add, problems);
    checks.forEach(check -> check.look(file, found::add));
    return found;
  }

  /** What the layers show besides. */
  public List<Remark> look(RebuiltDockerfile file, List<Layer> layers, ImageView view)
      throws IOException {
    List<Remark> found = new ArrayList<>();
    layerChecks.layers(file, layers, view, found::add);
    setuid.look(layers, view, found::add);
    return found;
  }

  /** Takes secrets out of what is shown. */
  public Redaction redaction() {
    return redaction;
  }

  /** The rules that are patterns. */
  public InstructionRules patterns() {
    return patterns;
  }

  /** The rules that are code. */
  public RuleBook book() {
    return book;
  }

  /** Changes when a file of rules does. */
  public String version() {
    return version;
  }

  private static String version(String resource) {
    return YamlResource.read(HistoryThreats.class, resource).version().substring(0, 8);
  }
}
