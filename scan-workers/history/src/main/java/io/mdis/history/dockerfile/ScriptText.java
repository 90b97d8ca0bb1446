package io.mdis.history.dockerfile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Scripts of several lines, which only a here-document of a Dockerfile can hold. */
final class ScriptText {
  private static final Pattern OPENING =
      Pattern.compile("(?:^|[^<])<<(-?)([\"']?)([A-Za-z_][A-Za-z0-9_]*)");

  private ScriptText() {}

  /** The script as it stands behind RUN. */
  static String of(String script) {
    String text = script.stripTrailing();
    if (text.indexOf('\n') < 0) {
      return text;
    }
    List<String> lines = text.lines().toList();
    if (OPENING.matcher(lines.getFirst()).find()) {
      return closed(text, lines.getFirst());
    }
    String name = "EOF";
    while (lines.contains(name)) {
      name += "_"; // The script has a line of that name already.
    }
    // Quoted: what a builder records is no longer to be expanded.
    return "<<'" + name + "'\n" + text + "\n" + name;
  }

  /** COPY of a here-document: the history has its name, the layer its content. */
  static String hereDocuments(String arguments) {
    return arguments.contains("<<") ? closed(arguments, arguments) : arguments;
  }

  /** Adds the closing lines, which some builders leave out. */
  private static String closed(String text, String opening) {
    List<String> missing = new ArrayList<>();
    Matcher names = OPENING.matcher(opening);
    List<String> lines = text.lines().toList();
    while (names.find()) {
      String name = names.group(3);
      boolean tabs = !names.group(1).isEmpty();
      boolean there =
          lines.stream().skip(1).anyMatch(l -> (tabs ? l.stripLeading() : l).equals(name));
      if (!there) {
        missing.add(name);
      }
    }
    return missing.isEmpty() ? text : text + "\n" + String.join("\n", missing);
  }
}
