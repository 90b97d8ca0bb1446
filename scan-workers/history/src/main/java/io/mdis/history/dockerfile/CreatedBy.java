package io.mdis.history.dockerfile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * A builder's words taken apart: what it put around an instruction is recognised and taken away.
 * The forms are those of BuildKit's dockerfile2llb, Docker's classic builder, Buildah's
 * stage_executor and Kaniko.
 *
 * @param builder whose form it is
 * @param keyword of the instruction; RUN where only a shell and a script stand there
 * @param rest what stands behind the keyword, for RUN with its shell
 */
record CreatedBy(Builder builder, Keyword keyword, String rest) {
  private static final String NO_OPERATION = "#(nop)";
  private static final String BUILDKIT_END = "# buildkit";
  private static final int LONGEST_SHELL = 1000;
  private static final int MAX_ARGUMENTS = 1000;

  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=");

  /** What Buildah adds of its own flags, so that its cache tells builds apart. */
  private static final Pattern BUILDAH_END =
      Pattern.compile(
          "(?:\\s*\\|(?:unsetLabel|inheritLabels|unsetAnnotation|inheritAnnotations"
              + "|force-mtime|clamp-mtime)=\\S*)+\\s*$");

  /**
   * Takes an entry apart.
   *
   * @param shell that SHELL has put in force
   * @param buildah whether the image is known to be Buildah's, whose entries look like classic ones
   */
  static CreatedBy of(HistoryEntry entry, List<String> shell, boolean buildah) {
    String text = entry.createdBy().strip();
    Builder classic = buildah ? Builder.BUILDAH : Builder.CLASSIC;
    if (buildah) {
      Matcher end = BUILDAH_END.matcher(text);
      text = end.find() ? text.substring(0, end.start()) : text;
    }
    int noOperation = text.indexOf(NO_OPERATION);
    if (noOperation > 0
        && noOperation < LONGEST_SHELL
        && isShell(text.substring(0, noOperation).strip(), shell)) {
      return instruction(classic, text.substring(noOperation + NO_OPERATION.length()).strip());
    }
    Optional<String> withArguments = afterArguments(text, shell);
    if (withArguments.isPresent()) {
      return new CreatedBy(classic, Keyword.RUN, withArguments.get());
    }
    if (isShellAndScript(text, shell)) {
      return new CreatedBy(classic, Keyword.RUN, text);
    }
    return own(entry, text, shell);
  }

  private static CreatedBy own(HistoryEntry entry, String text, List<String> shell) {
    Optional<Keyword> keyword = Keyword.leading(text);
    if (keyword.isEmpty()) {
      return new CreatedBy(Builder.OTHER, Keyword.OTHER, named(entry, text));
    }
    boolean buildkit = text.endsWith(BUILDKIT_END) || entry.comment().startsWith("buildkit");
    if (!buildkit) {
      boolean kaniko = entry.author().equals("kaniko") || keyword.get() == Keyword.RUN;
      return instruction(kaniko ? Builder.KANIKO : Builder.BUILDKIT, text);
    }
    String plain =
        text.endsWith(BUILDKIT_END)
            ? text.substring(0, text.length() - BUILDKIT_END.length()).stripTrailing()
            : text;
    CreatedBy instruction = instruction(Builder.BUILDKIT, plain);
    return instruction.keyword == Keyword.RUN
        ? new CreatedBy(
            Builder.BUILDKIT,
            Keyword.RUN,
            afterArguments(instruction.rest, shell).orElse(instruction.rest))
        : instruction;
  }

  private static CreatedBy instruction(Builder builder, String text) {
    Optional<Keyword> keyword = Keyword.leading(text);
    return keyword.isPresent()
        ? new CreatedBy(
            builder, keyword.get(), text.substring(keyword.get().name().length()).strip())
        : new CreatedBy(Builder.OTHER, Keyword.OTHER, text);
  }

  /** Tools that write nothing into created_by say who they are in the comment. */
  private static String named(HistoryEntry entry, String text) {
    if (!text.isEmpty()) {
      return text;
    }
    return entry.comment().isEmpty() ? "(nothing is said)" : entry.comment().strip();
  }

  /**
   * What follows {@code |2 A=b C=d}, which tells the build arguments of a RUN. Their values are
   * written without quotes, so only the shell behind them tells where they end.
   */
  private static Optional<String> afterArguments(String text, List<String> shell) {
    if (!text.startsWith("|")) {
      return Optional.empty();
    }
    int digits = 1;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == 1 || digits > 5) {
      return Optional.empty();
    }
    int count = Integer.parseInt(text.substring(1, digits));
    int words = 0;
    int tried = 0;
    int afterWords = digits;
    for (int at = text.indexOf(' ', digits); at >= 0; at = text.indexOf(' ', at + 1)) {
      String rest = text.substring(at + 1);
      if (words >= count && isShellAndScript(rest, shell)) {
        return Optional.of(rest);
      }
      if (words == count) {
        afterWords = at + 1;
        count = -1;
      }
      if (++tried > MAX_ARGUMENTS) {
        break;
      }
      int next = text.indexOf(' ', at + 1);
      if (ARGUMENT.matcher(text.substring(at + 1, next < 0 ? text.length() : next)).lookingAt()) {
        words++;
      }
    }
    return Optional.of(text.substring(afterWords).strip());
  }

  private static boolean isShell(String text, List<String> shell) {
    return text.equals(String.join(" ", shell)) || Shells.leading(text).isPresent();
  }

  private static boolean isShellAndScript(String text, List<String> shell) {
    return Shells.after(shell, text).isPresent() || Shells.leading(text).isPresent();
  }
}
