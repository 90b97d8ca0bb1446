package io.mdis.history.dockerfile;

import com.google.re2j.Pattern;
import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes instructions of a history's entries, one after the other: SHELL changes what follows. */
final class InstructionReader {
  /** The classic builder leaves no space behind {@code --chown=1:1}. */
  private static final Pattern FLAG_END =
      Pattern.compile("^(--chown=\\S*?)((?:file|dir|multi):[0-9a-f]{64})");

  private final ImageSettings settings;
  private final boolean buildah;
  private List<String> shell;

  InstructionReader(ImageHistory history) {
    this.settings = history.settings();
    this.shell = history.windows() ? Shells.WINDOWS_DEFAULT : Shells.DEFAULT;
    this.buildah =
        settings.labels().containsKey("io.buildah.version")
            || history.entries().stream().anyMatch(e -> e.comment().startsWith("FROM "));
  }

  Instruction read(HistoryEntry entry, Digest layer) {
    CreatedBy created = CreatedBy.of(entry, shell, buildah);
    Arguments arguments = arguments(created);
    return new Instruction(
        entry.index(),
        created.keyword(),
        arguments.text,
        arguments.command,
        layer,
        entry.created(),
        created.builder(),
        entry.hidden());
  }

  private record Arguments(String text, Optional<Command> command) {
    static Arguments of(String text) {
      return new Arguments(text, Optional.empty());
    }
  }

  private Arguments arguments(CreatedBy created) {
    String rest = created.rest();
    return switch (created.keyword()) {
      case RUN -> run(created);
      case CMD, ENTRYPOINT -> start(created, rest);
      case HEALTHCHECK -> healthcheck(created);
      case SHELL -> shell(rest);
      case ENV, ARG, LABEL -> Arguments.of(pairs(created));
      case EXPOSE, USER, STOPSIGNAL -> Arguments.of(String.join(" ", WordList.unquoted(rest)));
      case VOLUME ->
          Arguments.of(
              rest.startsWith("[") || rest.startsWith("map[")
                  ? WordList.json(
                      WordList.quoted(rest)
                          .orElseGet(() -> WordList.known(rest, settings.volumes())))
                  : rest);
      case ADD, COPY -> Arguments.of(copy(rest));
      case OTHER, MAINTAINER, ONBUILD, WORKDIR -> Arguments.of(rest);
    };
  }

  private String pairs(CreatedBy created) {
    if (created.builder() == Builder.KANIKO) {
      return created.rest(); // Its words are the original ones, quotes included.
    }
    return switch (created.keyword()) {
      case ENV -> KeyValues.quoted(created.rest(), settings.env());
      case LABEL -> KeyValues.quoted(created.rest(), settings.labels());
      default -> KeyValues.arguments(created.rest());
    };
  }

  private Arguments run(CreatedBy created) {
    Command command = command(created);
    String text =
        switch (command) {
          case Command.Script script when script.written() -> {
            List<String> words = new ArrayList<>(script.shell());
            words.add(script.script());
            yield WordList.json(words);
          }
          case Command.Script script -> ScriptText.of(script.script());
          case Command.Program program -> WordList.json(program.words());
        };
    return new Arguments(text, Optional.of(command));
  }

  private Command command(CreatedBy created) {
    String rest = created.rest();
    boolean original = created.builder() == Builder.KANIKO || created.builder() == Builder.BUILDAH;
    Optional<String> inForce = Shells.after(shell, rest);
    if (inForce.isEmpty() && created.builder() == Builder.BUILDAH) {
      inForce = Shells.after(Shells.DEFAULT, rest); // Buildah writes this one always.
    }
    if (inForce.isEmpty() && created.builder() == Builder.KANIKO) {
      inForce = Optional.of(rest);
    }
    if (inForce.isPresent()) {
      Optional<List<String>> words =
          original ? WordList.quoted(withoutFlags(inForce.get())) : Optional.empty();
      return words.isPresent()
          ? program(words.get())
          : new Command.Script(shell, inForce.get(), false);
    }
    return Shells.leading(rest)
        .<Command>map(known -> new Command.Script(known.words(), known.script(), true))
        .orElseGet(() -> new Command.Program(WordList.unquoted(rest)));
  }

  /** A list of words, of which a shell, its flags and a script are a script. */
  static Command program(List<String> words) {
    if (words.size() > 2) {
      List<String> flags = words.subList(0, words.size() - 1);
      Optional<Shells.Prefixed> known = Shells.leading(String.join(" ", flags));
      if (known.isPresent() && known.get().script().isEmpty()) {
        return new Command.Script(flags, words.getLast(), true);
      }
    }
    return new Command.Program(words);
  }

  private Arguments start(CreatedBy created, String rest) {
    Optional<List<String>> words = WordList.quoted(rest);
    boolean split = words.isEmpty() && rest.startsWith("[") && rest.endsWith("]");
    if (words.isEmpty() && !split) {
      return new Arguments(rest, Optional.of(new Command.Script(shell, rest, false)));
    }
    List<String> list = words.orElseGet(() -> WordList.unquoted(rest));
    Command command = program(list);
    boolean original = created.builder() == Builder.KANIKO || created.builder() == Builder.BUILDAH;
    if (!original && command instanceof Command.Script script && script.shell().equals(shell)) {
      // The others record the shell form as the list that it stands for.
      command = new Command.Script(shell, script.script(), false);
    }
    return new Arguments(WordList.json(list), Optional.of(command));
  }

  private Arguments healthcheck(CreatedBy created) {
    String rest = created.rest();
    Healthcheck known = settings.healthcheck().orElse(null);
    Healthcheck read = HealthcheckText.read(rest, known);
    if (read == null) {
      int command = rest.indexOf("CMD ");
      Optional<Command> started =
          command < 0 ? Optional.empty() : start(created, rest.substring(command + 4)).command;
      return new Arguments(rest, started);
    }
    return new Arguments(read.arguments(), command(read));
  }

  /** What a health check starts. */
  static Optional<Command> command(Healthcheck check) {
    if (check.none() || check.test().size() < 2) {
      return Optional.empty();
    }
    List<String> words = check.test().subList(1, check.test().size());
    return Optional.of(
        check.test().getFirst().equals("CMD-SHELL")
            ? new Command.Script(Shells.DEFAULT, String.join(" ", words), false)
            : program(words));
  }

  private Arguments shell(String rest) {
    List<String> words = WordList.quoted(rest).orElseGet(() -> split(rest));
    if (!words.isEmpty()) {
      shell = words;
    }
    return Arguments.of(WordList.json(words));
  }

  /** The configuration tells where the words of the last SHELL end. */
  private List<String> split(String rest) {
    String inner =
        rest.startsWith("[") && rest.endsWith("]") ? rest.substring(1, rest.length() - 1) : rest;
    if (String.join(" ", settings.shell()).equals(inner)) {
      return settings.shell();
    }
    Optional<Shells.Prefixed> known = Shells.leading(inner);
    if (known.isPresent() && !known.get().script().isEmpty()) {
      List<String> words = new ArrayList<>(known.get().words());
      words.add(known.get().script());
      return words;
    }
    return WordList.unquoted(inner);
  }

  /** The classic form is {@code file:HASH in /destination}, and names no source. */
  private static String copy(String rest) {
    List<String> words = WordList.unquoted(FLAG_END.matcher(rest).replaceAll("$1 $2"));
    int in = words.size() - 2;
    boolean classic =
        in > 0
            && words.get(in).equals("in")
            && words.subList(0, in).stream()
                .anyMatch(
                    w -> w.startsWith("file:") || w.startsWith("dir:") || w.startsWith("multi:"));
    if (classic) {
      List<String> plain = new ArrayList<>(words);
      plain.remove(in);
      return String.join(" ", plain);
    }
    String first = words.isEmpty() ? "" : words.getFirst();
    return first.startsWith("[") ? rest : ScriptText.hereDocuments(rest);
  }

  private static String withoutFlags(String text) {
    String rest = text.strip();
    while (rest.startsWith("--")) {
      int space = rest.indexOf(' ');
      rest = space < 0 ? "" : rest.substring(space).strip();
    }
    return rest;
  }
}
