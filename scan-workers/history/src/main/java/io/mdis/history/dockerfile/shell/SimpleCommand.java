package io.mdis.history.dockerfile.shell;

import java.util.List;

/**
 * One command of a script.
 *
 * @param words without quotes; variables stand as they are written
 * @param piped whether its output goes into another command
 */
public record SimpleCommand(List<String> words, boolean piped) {

  /** The words are kept as they are. */
  public SimpleCommand {
    words = List.copyOf(words);
  }

  /** Name of the program without its folder. */
  public String program() {
    String first = words.getFirst();
    return first.substring(first.lastIndexOf('/') + 1);
  }

  /** Words after the program. */
  public List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** Whether a word is among the arguments. */
  public boolean has(String argument) {
    return arguments().contains(argument);
  }

  /**
   * Whether an option is among the arguments: as written, with a value behind an equals sign, or,
   * for one letter, in a group such as {@code -qy}.
   */
  public boolean hasOption(String option) {
    boolean letter = option.length() == 2 && option.charAt(0) == '-';
    for (String argument : arguments()) {
      boolean group =
          letter
              && argument.length() > 2
              && argument.charAt(0) == '-'
              && argument.charAt(1) != '-'
              && argument.indexOf(option.charAt(1)) > 0
              && argument.substring(1).chars().allMatch(Character::isLetter);
      if (argument.equals(option) || argument.startsWith(option + "=") || group) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
