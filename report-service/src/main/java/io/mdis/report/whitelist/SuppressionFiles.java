package io.mdis.report.whitelist;

import io.mdis.report.query.ReportProblem;
import io.mdis.suppression.Origin;
import io.mdis.suppression.file.SuppressionSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Follows whitelists and VEX documents that others keep. A file with a mistake changes nothing:
 * what it said before holds until it is mended. Used by one thread; the problems may be read by
 * any.
 */
public final class SuppressionFiles {
  private final Whitelist whitelist;
  private final List<Path> files;
  private final Map<Path, byte[]> followed = new HashMap<>();
  private volatile Map<String, String> problems = Map.of();
  private boolean begun;

  /** Of files that are read again whenever they are followed. */
  public SuppressionFiles(Whitelist whitelist, List<Path> files) {
    this.whitelist = whitelist;
    this.files = List.copyOf(files);
  }

  /** Files that can't be followed, and why. */
  public Map<String, String> problems() {
    return problems;
  }

  /**
   * Reads what has changed; the first time everything, and what is no longer to be read is
   * forgotten.
   *
   * @param messages told what changed and what can't be read
   */
  public void follow(Consumer<String> messages) {
    if (!begun) {
      forget(messages);
      begun = true;
    }
    Map<String, String> found = new TreeMap<>();
    for (Path file : files) {
      try {
        byte[] bytes = SuppressionSource.bytes(file);
        if (!Arrays.equals(bytes, followed.get(file))) {
          read(file, bytes, messages);
          followed.put(file, bytes);
        }
      } catch (NoSuchFileException e) {
        found.put(file.toString(), file + ": there is no such file; its entries stay meanwhile");
      } catch (IOException | ReportProblem e) {
        found.put(file.toString(), e.getMessage());
      }
    }
    found.forEach(
        (file, problem) -> {
          if (!problem.equals(problems.get(file))) {
            messages.accept(problem);
          }
        });
    problems = Map.copyOf(found);
  }

  private void read(Path file, byte[] bytes, Consumer<String> messages) throws IOException {
    SuppressionSource source =
        SuppressionSource.of(bytes, file.toString(), whitelist.rules(), whitelist.now());
    Origin origin = isVex(file) ? Origin.VEX : Origin.FILE;
    if (origin == Origin.FILE && source.entries().stream().anyMatch(e -> e.origin() != origin)) {
      throw new IOException(file + ": a whitelist's name ends with .yaml, VEX ends with .json");
    }
    SourceOutcome outcome =
        whitelist.replace(origin, source.name(), source.entries(), "file " + file);
    if (outcome.different()) {
      messages.accept(
          "%s: %d suppressions made, %d changed, %d removed"
              .formatted(file, outcome.created(), outcome.changed(), outcome.removed()));
    }
    if (source.skipped() > 0) {
      messages.accept(
          "%s: %d statements can't be used: %s"
              .formatted(file, source.skipped(), String.join("; ", source.skipReasons())));
    }
  }

  private void forget(Consumer<String> messages) {
    List<String> names = files.stream().map(Path::toString).toList();
    for (String source : whitelist.sources(Origin.FILE)) {
      if (!names.contains(source)) {
        SourceOutcome outcome =
            whitelist.replace(Origin.FILE, source, List.of(), "file " + source + " is not set");
        messages.accept(source + " is no longer to be read: " + outcome.removed() + " removed");
      }
    }
  }

  private static boolean isVex(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
