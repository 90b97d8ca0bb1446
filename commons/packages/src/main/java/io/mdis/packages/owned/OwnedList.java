package io.mdis.packages.owned;

import java.util.List;

/**
 * What one package database, or one of its lists, says that packages brought.
 *
 * @param path of the list
 * @param hashes a set of {@link PathHashes}
 * @param problems what could not be read, for a person
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, nor changed.
record OwnedList(String path, byte[] hashes, List<String> problems) {

  /** Copies what it is given, but for the hashes. */
  OwnedList {
    problems = List.copyOf(problems);
  }
}
