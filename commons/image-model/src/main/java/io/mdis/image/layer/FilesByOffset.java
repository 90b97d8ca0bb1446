package io.mdis.image.layer;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The files of an index in the order of their content; holds one int for each. */
final class FilesByOffset extends AbstractList<LayerEntry> implements RandomAccess {
  private final LayerIndex index;
  private final int[] positions;

  FilesByOffset(LayerIndex index) {
    this.index = index;
    int[] files = new int[index.count()];
    int count = 0;
    for (int i = 0; i < files.length; i++) {
      if (index.type(i) == LayerEntry.Type.FILE) {
        files[count++] = i;
      }
    }
    PositionSort byOffset =
        new PositionSort((left, right) -> Long.compare(index.offset(left), index.offset(right)));
    this.positions = byOffset.sort(Arrays.copyOf(files, count));
  }

  @Override
  public LayerEntry get(int i) {
    return index.entry(positions[i]);
  }

  @Override
  public int size() {
    return positions.length;
  }
}
