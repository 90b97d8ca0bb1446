package io.mdis.image.layer;

import io.mdis.image.tar.TarException;
import java.util.OptionalInt;

/**
 * Hard links whose target the tar replaces afterwards. On a disk such a link keeps the file that
 * was there when it was made, while its target's path shows the later entry; whoever looked the
 * target up by path would take one for the other, and the first file's content would be seen by
 * nobody. The first such link becomes the file itself, the others links to that.
 */
final class ReplacedTargets {
  private static final int MAX_HOPS = 40;

  private final IndexRecords records;
  private final int[] sorted;

  /** Over all records in their order, those that are replaced too. */
  ReplacedTargets(IndexRecords records, int[] sorted) {
    this.records = records;
    this.sorted = sorted;
  }

  /** The record that stands for a hard link: itself, perhaps changed, or one that is new. */
  int settle(int link) throws TarException {
    int file = link;
    boolean replaced = false;
    for (int hops = 0; records.type(file) == LayerEntry.Type.HARD_LINK; hops++) {
      int found = lastBefore(file);
      if (found < 0 || hops == MAX_HOPS) {
        return link;
      }
      replaced |=
          found + 1 < sorted.length && records.compare(sorted[found], sorted[found + 1]) == 0;
      file = sorted[found];
    }
    if (!replaced || records.type(file) != LayerEntry.Type.FILE) {
      return link;
    }
    OptionalInt heir = records.heir(file);
    if (heir.isPresent()) {
      return records.relink(link, heir.getAsInt());
    }
    records.inherit(link, file);
    return link;
  }

  /** Index of the last entry at a hard link's target that came before the link; -1 for none. */
  private int lastBefore(int link) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAfter(sorted[middle], link)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int found = low - 1;
    return found >= 0 && records.compareToLink(sorted[found], link) == 0 ? found : -1;
  }

  private boolean isAfter(int record, int link) {
    int paths = records.compareToLink(record, link);
    boolean marker = IndexFormat.rank(records.type(record)) > 0;
    boolean later = marker || Integer.compareUnsigned(record, link) >= 0;
    return paths > 0 || (paths == 0 && later);
  }
}
