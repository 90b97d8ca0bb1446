package io.mdis.history.dockerfile;

import com.google.re2j.Pattern;
import io.mdis.contracts.Digest;
import java.util.List;
import java.util.Optional;

/** Tells the base image's instructions from those that were built upon it. */
final class BaseFinder {
  private static final String BASE_LABEL = "org.opencontainers.image.base.name";
  private static final String FROM = "FROM ";

  /** Buildah names its own intermediate images by the beginning of their ids. */
  private static final Pattern IMAGE_ID = Pattern.compile("^[0-9a-f]{12,64}$");

  private final KnownBases known;

  BaseFinder(KnownBases known) {
    this.known = known;
  }

  Base find(ImageHistory history, List<Instruction> instructions) {
    Optional<KnownBases.Known> beneath = known.beneath(history.layers());
    if (beneath.isPresent()) {
      Digest last = history.layers().get(beneath.get().layers() - 1);
      int end = endOfMetadata(instructions, after(instructions, last, beneath.get().layers()));
      return new Base(Optional.of(beneath.get().name()), end, Base.Evidence.LAYERS);
    }
    int guessed = guess(instructions);
    Optional<HistoryEntry> from =
        history.entries().stream()
            .filter(entry -> name(entry).isPresent())
            .reduce((first, second) -> second);
    if (from.isPresent()) {
      int index = from.get().index();
      int unlayered = unlayered(instructions, index);
      int end = unlayered < index ? endOfMetadata(instructions, unlayered) : index;
      return new Base(name(from.get()), end, Base.Evidence.NAMED);
    }
    String label = history.settings().labels().getOrDefault(BASE_LABEL, "");
    if (!label.isEmpty()) {
      return new Base(Optional.of(label), guessed, Base.Evidence.NAMED);
    }
    return new Base(
        Optional.empty(), guessed, guessed > 0 ? Base.Evidence.GUESSED : Base.Evidence.NONE);
  }

  /**
   * Where the steps begin that an instruction's layer holds besides its own: some builds make one
   * layer of all their steps, which the last one has.
   */
  private static int unlayered(List<Instruction> instructions, int index) {
    boolean files = false;
    int first = index;
    while (first > 0 && instructions.get(first - 1).layer() == null) {
      first--;
      files |= fills(instructions.get(first));
    }
    return files ? first : index;
  }

  private static boolean fills(Instruction instruction) {
    return switch (instruction.keyword()) {
      case RUN, COPY, ADD -> true;
      default -> false;
    };
  }

  private static Optional<String> name(HistoryEntry entry) {
    if (!entry.comment().startsWith(FROM)) {
      return Optional.empty();
    }
    String name = entry.comment().substring(FROM.length()).strip();
    boolean real = !name.isEmpty() && !name.equals("scratch") && !IMAGE_ID.matches(name);
    return real ? Optional.of(name) : Optional.empty();
  }

  /** Index after the instruction that made the so-many-th layer. */
  private static int after(List<Instruction> instructions, Digest layer, int count) {
    int layers = 0;
    for (Instruction instruction : instructions) {
      if (instruction.layer() != null && ++layers == count && instruction.layer().equals(layer)) {
        return instruction.index() + 1;
      }
    }
    return 0;
  }

  /** A base's metadata stands behind its last layer, up to the CMD or ENTRYPOINT that ends it. */
  private static int endOfMetadata(List<Instruction> instructions, int from) {
    int end = from;
    for (int i = from; i < instructions.size() && instructions.get(i).layer() == null; i++) {
      if (fills(instructions.get(i))) {
        break;
      }
      if (starts(instructions.get(i))) {
        boolean more = i + 1 < instructions.size();
        end = more ? i + 1 : end;
        if (instructions.get(i).keyword() == Keyword.CMD) {
          break;
        }
      }
    }
    return end;
  }

  /**
   * The last CMD or ENTRYPOINT before the last layer: images end with one, and nobody writes one
   * before what still changes files.
   */
  private static int guess(List<Instruction> instructions) {
    int last = instructions.size() - 1;
    while (last >= 0 && instructions.get(last).layer() == null && !fills(instructions.get(last))) {
      last--;
    }
    for (int i = last; i > 0; i--) {
      if (starts(instructions.get(i)) && instructions.get(i).layer() == null) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean starts(Instruction instruction) {
    return instruction.keyword() == Keyword.CMD || instruction.keyword() == Keyword.ENTRYPOINT;
  }
}
