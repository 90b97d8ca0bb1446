package io.mdis.history.threat;

import io.mdis.contracts.Digest;
import io.mdis.history.dockerfile.Builder;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import io.mdis.image.layer.Layer;
import io.mdis.image.tar.TarPath;
import io.mdis.image.view.ImageView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whether the layers hold what the history says: an image can be given any history. */
final class LayerChecks {
  private static final Duration TOLERANCE = Duration.ofDays(1);
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "ash", "dash", "zsh", "sleep", "tail");

  private final RuleBook book;

  LayerChecks(RuleBook book) {
    this.book = book;
  }

  /** What the history alone shows: steps and layers that do not come out even. */
  void history(RebuiltDockerfile file, Consumer<Remark> found) {
    for (Digest layer : file.assignment().withoutEntry()) {
      found.accept(Remark.of(book.get("layer-without-step"), "").in(layer, null));
    }
    for (int index : file.assignment().withoutLayer()) {
      found.accept(Remark.of(book.get("step-without-layer"), file.instructions().get(index), ""));
    }
    for (Instruction instruction : file.instructions()) {
      if (instruction.keyword() == Keyword.OTHER
          && instruction.layer() != null
          && instruction.index() > 0
          && byHand(instruction.arguments())) {
        found.accept(Remark.of(book.get("layer-by-hand"), instruction, instruction.arguments()));
      }
    }
  }

  /** What the layers show. Every entry of every layer is looked at once. */
  void layers(RebuiltDockerfile file, List<Layer> layers, ImageView view, Consumer<Remark> found)
      throws IOException {
    Map<Digest, Layer> byDiffId = new HashMap<>();
    layers.forEach(layer -> byDiffId.putIfAbsent(layer.diffId(), layer));
    Map<Instant, Integer> times = new HashMap<>();
    file.instructions().stream()
        .filter(i -> i.created() != null && i.layer() != null)
        .forEach(i -> times.merge(i.created(), 1, Integer::sum));
    Destination destination = new Destination(view);
    boolean filesPending = false;
    for (Instruction instruction : file.instructions()) {
      destination.follow(instruction);
      Layer layer = instruction.layer() == null ? null : byDiffId.get(instruction.layer());
      if (layer == null) {
        filesPending |= instruction.layer() == null && fills(instruction);
        continue;
      }
      LayerSummary summary = LayerSummary.of(layer, destination.of(instruction, filesPending));
      judge(instruction, summary, filesPending, times, found);
      filesPending = false;
    }
  }

  private void judge(
      Instruction instruction,
      LayerSummary summary,
      boolean filesPending,
      Map<Instant, Integer> times,
      Consumer<Remark> found) {
    if (!instruction.keyword().changesFiles() && !filesPending && summary.firstFile() != null) {
      found.accept(
          Remark.of(book.get("files-in-settings-step"), instruction, summary.files() + " files")
              .in(null, summary.firstFile()));
    }
    if (summary.firstOutside() != null) {
      found.accept(
          Remark.of(book.get("files-outside-target"), instruction, summary.outside() + " files")
              .in(null, summary.firstOutside()));
    }
    Instant created = instruction.created();
    boolean fixed =
        created == null
            || TimeCheck.conventional(created)
            || (created.equals(created.truncatedTo(ChronoUnit.SECONDS))
                && times.getOrDefault(created, 0) > 1);
    if (!fixed && summary.youngest() > created.plus(TOLERANCE).getEpochSecond()) {
      found.accept(
          Remark.of(
                  book.get("files-after-step"),
                  instruction,
                  "a file of " + time(summary.youngest()) + " in a step of " + created)
              .in(null, summary.youngestPath()));
    }
  }

  /** A file's time can be any number. */
  private static String time(long seconds) {
    boolean sane = Math.abs(seconds) < Instant.MAX.getEpochSecond();
    return sane ? Instant.ofEpochSecond(seconds).toString() : seconds + " seconds";
  }

  private static boolean fills(Instruction instruction) {
    return instruction.keyword() == Keyword.RUN
        || instruction.keyword() == Keyword.COPY
        || instruction.keyword() == Keyword.ADD;
  }

  /** What {@code docker commit} writes: the command line that the container was started with. */
  private static boolean byHand(String createdBy) {
    String first = createdBy.split("[ \t\n]", 2)[0];
    String program = first.substring(first.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return first.startsWith("/") || SHELLS.contains(program);
  }

  /** Where a COPY or ADD puts its files. */
  private static final class Destination {
    private final ImageView view;
    private String workingDirectory = "/";

    Destination(ImageView view) {
      this.view = view;
    }

    void follow(Instruction instruction) {
      if (instruction.keyword() == Keyword.WORKDIR) {
        workingDirectory = within(instruction.arguments().strip());
      }
    }

    /** Paths that the files must be at or below; empty when that can't be told. */
    List<String> of(Instruction instruction, boolean filesPending) {
      boolean copies =
          instruction.keyword() == Keyword.COPY || instruction.keyword() == Keyword.ADD;
      List<String> operands = instruction.operands();
      String arguments = instruction.arguments();
      boolean told =
          copies
              && !filesPending
              && instruction.builder() != Builder.KANIKO // Its snapshots may hold more.
              && operands.size() > 1
              && !arguments.contains("--parents")
              && arguments.indexOf('\\') < 0;
      String last = told ? operands.getLast() : "";
      if (!told || last.indexOf('$') >= 0 || last.indexOf(':') >= 0) {
        return List.of();
      }
      String path = clean(within(last));
      String real = view.resolve(path).map(located -> located.entry().path()).orElse(path);
      int slash = path.lastIndexOf('/');
      String parent = slash < 0 ? "" : path.substring(0, slash);
      String realParent = view.resolve(parent).map(l -> l.entry().path()).orElse(parent);
      String beside = (realParent.isEmpty() ? "" : realParent + "/") + path.substring(slash + 1);
      return List.of(path, real, beside);
    }

    private String within(String path) {
      return path.startsWith("/") ? path : workingDirectory + "/" + path;
    }

    private static String clean(String path) {
      return TarPath.clean(path);
    }
  }
}
