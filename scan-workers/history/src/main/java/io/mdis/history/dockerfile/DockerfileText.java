package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A rebuilt Dockerfile as text, and which line is which instruction. */
public final class DockerfileText {
  private static final int LONG = 80;

  private final StringBuilder text = new StringBuilder();
  private final List<Instruction> byLine = new ArrayList<>();
  private final boolean windows;
  private final Function<Instruction, String> shown;
  private final int maxCharacters;
  private boolean cut;

  private DockerfileText(boolean windows, Function<Instruction, String> shown, int maxCharacters) {
    this.windows = windows;
    this.shown = shown;
    this.maxCharacters = maxCharacters;
  }

  /**
   * For people: the base by its name, its instructions as comments.
   *
   * @param shown makes the text of each instruction, without secrets
   * @param maxCharacters where the text ends, with a remark that it was cut
   */
  public static DockerfileText forPeople(
      RebuiltDockerfile file, Function<Instruction, String> shown, int maxCharacters) {
    DockerfileText text = new DockerfileText(file.history().windows(), shown, maxCharacters);
    Base base = file.base();
    boolean named = base.name().isPresent();
    if (text.windows) {
      text.line("# escape=`");
    }
    text.line("# Rebuilt from the image's history; what builders don't record is missing.");
    if (named) {
      text.line("# The base image was recognised: " + reason(base) + ".");
    }
    if (named) {
      file.instructions().stream().filter(base::has).forEach(i -> text.comment(i, "#   "));
      text.line("FROM " + base.name().get());
    } else {
      text.line("FROM scratch");
      file.instructions().stream().filter(base::has).forEach(text::instruction);
      if (base.instructions() > 0) {
        text.line("# The base image seems to end here.");
      }
    }
    file.instructions().stream().filter(i -> !base.has(i)).forEach(text::instruction);
    if (!file.added().isEmpty()) {
      text.line("# Not in the history, but in the configuration:");
      file.added().forEach(text::instruction);
    }
    return text;
  }

  /**
   * For linters: the base is a stage of its own, so that what it has is not held against this.
   *
   * @param leftOut instructions that stand there as an empty comment
   */
  public static DockerfileText forLinters(
      RebuiltDockerfile file, int maxCharacters, Set<Instruction> leftOut) {
    DockerfileText text =
        new DockerfileText(
            file.history().windows(),
            instruction -> leftOut.contains(instruction) ? "#" : instruction.text(),
            maxCharacters);
    if (text.windows) {
      text.line("# escape=`");
    }
    Base base = file.base();
    if (base.instructions() > 0) {
      text.line("FROM scratch AS base");
      file.instructions().stream().filter(base::has).forEach(text::instruction);
      text.line("FROM base");
    } else {
      text.line("FROM scratch");
    }
    file.instructions().stream().filter(i -> !base.has(i)).forEach(text::instruction);
    file.added().forEach(text::instruction);
    return text;
  }

  /** The text, each line ended. */
  public String text() {
    return text.toString();
  }

  /** Whether the file was longer than allowed. */
  public boolean cut() {
    return cut;
  }

  /** The instruction that a line, from 1, belongs to; empty for FROM, comments and no line. */
  public Optional<Instruction> at(int line) {
    return line >= 1 && line <= byLine.size()
        ? Optional.ofNullable(byLine.get(line - 1))
        : Optional.empty();
  }

  private static String reason(Base base) {
    return base.evidence() == Base.Evidence.LAYERS ? "by its layers" : "the builder names it";
  }

  private void comment(Instruction instruction, String indent) {
    if (cut) {
      return;
    }
    String plain = shown.apply(instruction).replace("\n", " ");
    line(indent + plain);
  }

  private void instruction(Instruction instruction) {
    if (cut) {
      return;
    }
    String plain = shown.apply(instruction);
    boolean lines =
        instruction.keyword() == Keyword.RUN
            && plain.length() > LONG
            && plain.indexOf('\n') < 0
            && !windows;
    add(lines ? LongLines.broken(plain) : plain, instruction);
    if (plain.indexOf('\n') >= 0) {
      line(""); // Hadolint reads no instruction right behind a here-document.
    }
  }

  private void line(String line) {
    add(line, null);
  }

  private void add(String lines, Instruction instruction) {
    if (cut || text.length() + lines.length() > maxCharacters) {
      if (!cut) {
        text.append("# The file goes on; it was cut here.\n");
        byLine.add(null);
      }
      cut = true;
      return;
    }
    for (String line : lines.split("\n", -1)) {
      text.append(line).append('\n');
      byLine.add(instruction);
    }
  }
}
