package io.mdis.packages.owned;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the packages of an image say of the content of their programs and libraries. */
public final class PackageChecksums {
  private final List<ChecksumTable> tables;
  private final Spellings spellings;
  private final Set<String> diverted;

  PackageChecksums(List<ChecksumTable> tables, Spellings spellings, Set<String> diverted) {
    this.tables = List.copyOf(tables);
    this.spellings = spellings;
    this.diverted = Set.copyOf(diverted);
  }

  /** The algorithms that the packages use; none when they say nothing. */
  public Set<ChecksumAlgorithm> algorithms() {
    Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
    tables.forEach(table -> algorithms.addAll(table.algorithms()));
    return algorithms;
  }

  /**
   * Whether packages brought a file, and none of them with this content. Configuration is not
   * compared, nor what one package has put in the place of another's.
   *
   * @param path of the file, without a slash in front
   * @param checksum of its content
   */
  public boolean isChanged(String path, ChecksumAlgorithm algorithm, byte[] checksum) {
    boolean known = false;
    for (String spelling : spellings.of(path)) {
      if (diverted.contains(spelling)) {
        return false;
      }
      for (ChecksumTable table : tables) {
        switch (table.answer(spelling, algorithm, checksum)) {
          case SAME -> {
            return false;
          }
          case OTHER -> known = true;
          case UNKNOWN -> {}
        }
      }
    }
    return known;
  }
}
