package io.mdis.content;

import io.mdis.image.layer.LayerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many files go together. One that has more than half of the bytes goes alone, the largest
 * first, so that no thread is left with one when the others are done; the rest in the order of the
 * tar.
 *
 * @param files of a group at most
 * @param bytes of a group at most, but for a file that goes alone
 */
public record GroupBounds(int files, long bytes) {

  /** Checks the ranges; throws IllegalArgumentException. */
  public GroupBounds {
    if (files < 1 || bytes < 1) {
      throw new IllegalArgumentException("bounds of a group are at least 1");
    }
  }

  /**
   * Files with numbers of a range, but for those of them that go alone.
   *
   * @param from first of them
   * @param to after the last
   * @param alone whether it is one that goes alone
   * @param size in bytes
   */
  record Group(int from, int to, boolean alone, long size) {}

  boolean alone(LayerEntry file) {
    return file.size() > bytes / 2;
  }

  List<Group> groups(List<LayerEntry> all) {
    List<Group> alone = new ArrayList<>();
    List<Group> together = new ArrayList<>();
    int from = 0;
    int count = 0;
    long size = 0;
    for (int i = 0; i < all.size(); i++) {
      LayerEntry file = all.get(i);
      if (alone(file)) {
        alone.add(new Group(i, i + 1, true, file.size()));
      } else if (file.size() > 0) {
        if (count == files || size + file.size() > bytes) {
          together.add(new Group(from, i, false, size));
          from = i;
          count = 0;
          size = 0;
        }
        count++;
        size += file.size();
      }
    }
    if (count > 0) {
      together.add(new Group(from, all.size(), false, size));
    }
    alone.sort(Comparator.comparingLong(Group::size).reversed());
    alone.addAll(together);
    return alone;
  }
}
