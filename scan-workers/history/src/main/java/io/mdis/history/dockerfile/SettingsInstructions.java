package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instructions that the configuration shows and the history does not: some builders record only
 * what changes files, none but Docker's first records ONBUILD, and the configuration can be changed
 * after the build.
 */
final class SettingsInstructions {
  private final List<Instruction> found = new ArrayList<>();
  private final Set<Keyword> recorded = EnumSet.noneOf(Keyword.class);
  private final List<Instruction> recordedInstructions;

  private SettingsInstructions(List<Instruction> recordedInstructions) {
    this.recordedInstructions = recordedInstructions;
    recordedInstructions.forEach(i -> recorded.add(i.keyword()));
  }

  static List<Instruction> missing(ImageSettings settings, List<Instruction> recorded) {
    SettingsInstructions missing = new SettingsInstructions(recorded);
    missing.variables(settings);
    missing.addIfUnrecorded(Keyword.WORKDIR, settings.workingDirectory());
    missing.addIfUnrecorded(Keyword.EXPOSE, String.join(" ", settings.ports()));
    missing.addIfUnrecorded(
        Keyword.VOLUME, settings.volumes().isEmpty() ? "" : WordList.json(settings.volumes()));
    missing.user(settings.user());
    missing.addIfUnrecorded(Keyword.STOPSIGNAL, settings.stopSignal());
    if (!missing.recorded.contains(Keyword.HEALTHCHECK)) {
      settings
          .healthcheck()
          .ifPresent(
              check ->
                  missing.add(
                      Keyword.HEALTHCHECK, check.arguments(), InstructionReader.command(check)));
    }
    missing.start(Keyword.ENTRYPOINT, settings.entrypoint());
    missing.start(Keyword.CMD, settings.command());
    if (!missing.recorded.contains(Keyword.ONBUILD)) {
      settings
          .onBuild()
          .forEach(trigger -> missing.add(Keyword.ONBUILD, trigger, Optional.empty()));
    }
    return missing.found;
  }

  private void variables(ImageSettings settings) {
    Set<String> told = new HashSet<>();
    for (Instruction instruction : recordedInstructions) {
      if (instruction.keyword() == Keyword.ENV) {
        for (String word : instruction.arguments().split("[ \t\n]+", -1)) {
          told.add(word.indexOf('=') < 0 ? word : word.substring(0, word.indexOf('=')));
        }
      }
    }
    settings
        .env()
        .forEach(
            (name, value) -> {
              if (!told.contains(name) && !name.equals("PATH")) {
                Map<String, String> pair = Map.of(name, value);
                add(Keyword.ENV, KeyValues.quoted(name + "=" + value, pair), Optional.empty());
              }
            });
  }

  private void user(String user) {
    String last =
        recordedInstructions.stream()
            .filter(i -> i.keyword() == Keyword.USER)
            .reduce((first, second) -> second)
            .map(Instruction::arguments)
            .orElse("");
    // A variable in the history's own words is expanded in the configuration.
    if (!user.isEmpty() && !user.equals(last) && last.indexOf('$') < 0) {
      add(Keyword.USER, user, Optional.empty());
    }
  }

  private void start(Keyword keyword, List<String> words) {
    if (!words.isEmpty() && !recorded.contains(keyword)) {
      add(keyword, WordList.json(words), Optional.of(InstructionReader.program(words)));
    }
  }

  private void addIfUnrecorded(Keyword keyword, String arguments) {
    if (!arguments.isEmpty() && !recorded.contains(keyword)) {
      add(keyword, arguments, Optional.empty());
    }
  }

  private void add(Keyword keyword, String arguments, Optional<Command> command) {
    found.add(
        new Instruction(
            Instruction.NOT_IN_HISTORY,
            keyword,
            arguments,
            command,
            null,
            null,
            Builder.CONFIGURATION,
            false));
  }
}
