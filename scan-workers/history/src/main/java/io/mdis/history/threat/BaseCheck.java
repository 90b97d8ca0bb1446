package io.mdis.history.threat;

import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Whether the base image, where its name is known, is one that can be relied upon. */
final class BaseCheck implements HistoryCheck {
  private final RuleBook book;
  private final List<String> registries;

  /**
   * A check.
   *
   * @param registries that bases may come from, such as {@code docker.io/library}; all when empty
   */
  BaseCheck(RuleBook book, List<String> registries) {
    this.book = book;
    this.registries = List.copyOf(registries);
  }

  @Override
  public void look(RebuiltDockerfile file, Consumer<Remark> found) {
    if (file.base().name().isEmpty()) {
      return;
    }
    String name = file.base().name().get();
    String path = name.substring(name.lastIndexOf('/') + 1);
    boolean digest = path.contains("@");
    String tag = path.contains(":") ? path.substring(path.indexOf(':') + 1) : "";
    if (!digest && (tag.isEmpty() || tag.toLowerCase(Locale.ROOT).equals("latest"))) {
      found.accept(Remark.of(book.get("moving-base"), "FROM " + name));
    }
    if (!registries.isEmpty() && registries.stream().noneMatch(r -> within(name, r))) {
      found.accept(Remark.of(book.get("base-not-allowed"), "FROM " + name));
    }
  }

  /** Docker's short names are those of its own registry (distribution's reference grammar). */
  private static boolean within(String name, String registry) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    String full = host ? name : (slash < 0 ? "docker.io/library/" : "docker.io/") + name;
    return full.equals(registry)
        || full.startsWith(registry + "/")
        || (registry.contains("/") // Behind a host, a colon begins a port.
            && (full.startsWith(registry + ":") || full.startsWith(registry + "@")));
  }
}
