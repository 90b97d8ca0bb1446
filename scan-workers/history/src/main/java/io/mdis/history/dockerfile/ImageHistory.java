package io.mdis.history.dockerfile;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import java.util.List;

/**
 * What an image's configuration says about how it was made.
 *
 * @param platform of the image
 * @param entries of the history, oldest first; bounded
 * @param layers diffIDs from the base upwards
 * @param settings how a container of the image runs
 * @param problems what could not be read as it stands, for a person; bounded
 */
public record ImageHistory(
    Platform platform,
    List<HistoryEntry> entries,
    List<Digest> layers,
    ImageSettings settings,
    List<String> problems) {

  /** The lists are kept as they are. */
  public ImageHistory {
    entries = List.copyOf(entries);
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
  }

  /** Whether it is an image for Windows, whose shells and paths differ. */
  public boolean windows() {
    return platform.os().equalsIgnoreCase("windows");
  }
}
