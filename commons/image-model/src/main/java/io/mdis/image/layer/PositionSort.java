package io.mdis.image.layer;

/** A stable merge sort of ints by what they point at; runs already in order cost one comparison. */
final class PositionSort {

  /** Compares what two positions point at. */
  @FunctionalInterface
  interface Order {
    int compare(int left, int right);
  }

  private final Order order;

  PositionSort(Order order) {
    this.order = order;
  }

  /** Sorts in place and returns the same array. */
  int[] sort(int[] positions) {
    sort(positions, new int[positions.length], 0, positions.length);
    return positions;
  }

  private void sort(int[] a, int[] spare, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(a, spare, from, middle);
    sort(a, spare, middle, to);
    if (order.compare(a[middle - 1], a[middle]) <= 0) {
      return;
    }
    System.arraycopy(a, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int i = from; left < middle; i++) {
      boolean takeLeft = right >= to || order.compare(spare[left], a[right]) <= 0;
      a[i] = takeLeft ? spare[left++] : a[right++];
    }
  }
}
