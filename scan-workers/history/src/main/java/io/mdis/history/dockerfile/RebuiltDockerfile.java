package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Dockerfile that an image's history tells of.
 *
 * @param history that it was rebuilt from
 * @param instructions one for each entry of the history, in order
 * @param added what only the configuration tells
 * @param base what it was built upon
 * @param assignment which entry made which layer
 */
public record RebuiltDockerfile(
    ImageHistory history,
    List<Instruction> instructions,
    List<Instruction> added,
    Base base,
    LayerAssignment assignment) {

  /** The lists are kept as they are. */
  public RebuiltDockerfile {
    instructions = List.copyOf(instructions);
    added = List.copyOf(added);
  }

  /** Rebuilds it. */
  public static RebuiltDockerfile of(ImageHistory history, KnownBases bases) {
    LayerAssignment assignment = LayerAssignment.of(history);
    InstructionReader reader = new InstructionReader(history);
    List<Instruction> instructions = new ArrayList<>();
    for (HistoryEntry entry : history.entries()) {
      instructions.add(reader.read(entry, assignment.layers().get(entry.index())));
    }
    return new RebuiltDockerfile(
        history,
        instructions,
        SettingsInstructions.missing(history.settings(), instructions),
        new BaseFinder(bases).find(history, instructions),
        assignment);
  }

  /** Every instruction: those of the history, then those of the configuration. */
  public List<Instruction> all() {
    return Stream.concat(instructions.stream(), added.stream()).toList();
  }

  /** Those of the image itself, which whoever builds it can change. */
  public List<Instruction> own() {
    return all().stream().filter(instruction -> !base.has(instruction)).toList();
  }
}
