package io.mdis.history.threat;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.shell.SimpleCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a script runs or installs what it downloaded itself, and nothing checks it before. */
final class UncheckedDownload {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "ash", "dash", "zsh", "python", "python2", "python3", "perl", "ruby",
          "node", "php", "pwsh", "source", ".");

  private static final Pattern CHECK =
      Pattern.compile(
          "(?i)\\bsha(?:1|224|256|384|512)(?:sum)?\\b|\\bshasum\\b|\\bgpgv?[12]?\\b|\\bmd5sum\\b"
              + "|\\bcosign\\b|\\bminisign\\b|\\bopenssl\\s+dgst\\b|\\bsignify\\b|\\bb2sum\\b");

  private UncheckedDownload() {}

  /** The file that is run; empty when there is none. */
  static Optional<String> run(String script, List<SimpleCommand> commands) {
    if (CHECK.matcher(script).find()) {
      return Optional.empty();
    }
    Set<String> downloaded = new HashSet<>();
    for (SimpleCommand command : commands) {
      String program = command.program();
      if (program.equals("curl") || program.equals("wget")) {
        target(command).map(UncheckedDownload::name).ifPresent(downloaded::add);
      } else if (runs(command, downloaded)) {
        return Optional.of(command.toString());
      }
    }
    return Optional.empty();
  }

  private static boolean runs(SimpleCommand command, Set<String> downloaded) {
    String program = command.program();
    boolean path = command.words().getFirst().contains("/");
    if (path && downloaded.contains(program)) {
      return true;
    }
    boolean package_ = (program.equals("dpkg") || program.equals("rpm")) && command.hasOption("-i");
    if (!package_ && !INTERPRETERS.contains(program)) {
      return false;
    }
    return command.arguments().stream()
        .filter(argument -> !argument.startsWith("-"))
        .limit(package_ ? Integer.MAX_VALUE : 1)
        .anyMatch(argument -> downloaded.contains(name(argument)));
  }

  /** The file that a download is written to; empty when it goes to the output. */
  private static Optional<String> target(SimpleCommand command) {
    boolean wget = command.program().equals("wget");
    List<String> arguments = command.arguments();
    String address = null;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean output =
          argument.equals(wget ? "-O" : "-o")
              || argument.equals(wget ? "--output-document" : "--output")
              || argument.matches(wget ? "-[a-zA-Z]+O" : "-[a-zA-Z]+o");
      if (output && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1)).filter(file -> !file.equals("-"));
      }
      if (argument.startsWith("--output=") || argument.startsWith("--output-document=")) {
        return Optional.of(argument.substring(argument.indexOf('=') + 1));
      }
      if (argument.contains("://")) {
        address = argument;
      }
    }
    boolean remoteName = wget || command.hasOption("-O") || command.hasOption("--remote-name");
    return remoteName && address != null ? Optional.of(address) : Optional.empty();
  }

  private static String name(String path) {
    String plain = path.replaceAll("[?#].*$", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }
}
