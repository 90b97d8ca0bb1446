package io.mdis.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many words in one pass: the automaton of Aho and Corasick ("Efficient string
 * matching", CACM 18/6, 1975) with every transition computed beforehand. Bytes that no word tells
 * apart share a column of its table; ASCII letters match in both cases. It only reads what is near
 * a piece of a word ({@link RareGrams}), which little of a file is. Immutable.
 */
public final class Keywords {
  private final int[] classes = new int[256];
  private final int width;

  /** Of a column's number; a state is the number of its row before that. */
  private final int bits;

  private final int[] next;
  private final int firstAccepting;
  private final int[][] found;

  /** Bytes of a word that a state stands behind, by the number of its row. */
  private final int[] depth;

  private final RareGrams grams;

  /** Takes hits. */
  @FunctionalInterface
  public interface Hits {
    /**
     * A word is there.
     *
     * @param word index of it
     * @param end index after its last byte
     */
    void hit(int word, int end);
  }

  /** An automaton for words of at least one byte; two may be the same but for case. */
  public Keywords(List<byte[]> words) {
    this.width = classify(words);
    this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(width - 1);
    this.grams = new RareGrams(words);
    List<int[]> rows = new ArrayList<>();
    List<List<Integer>> outputs = new ArrayList<>();
    addRow(rows, outputs);
    for (int i = 0; i < words.size(); i++) {
      int state = 0;
      for (byte b : words.get(i)) {
        int column = classes[b & 0xff];
        if (rows.get(state)[column] < 0) {
          rows.get(state)[column] = rows.size();
          addRow(rows, outputs);
        }
        state = rows.get(state)[column];
      }
      outputs.get(state).add(i);
    }
    int[] order = complete(rows, outputs);
    int accepting = 0;
    for (List<Integer> output : outputs) {
      accepting += output.isEmpty() ? 0 : 1;
    }
    // Rows of states that accept come last, so that one comparison tells them.
    int[] place = new int[rows.size()];
    int plain = 0;
    int last = rows.size() - accepting;
    this.firstAccepting = last << bits;
    this.found = new int[accepting][];
    for (int state : order) {
      if (outputs.get(state).isEmpty()) {
        place[state] = plain++;
      } else {
        found[last - (rows.size() - accepting)] =
            outputs.get(state).stream().mapToInt(i -> i).toArray();
        place[state] = last++;
      }
    }
    this.next = new int[rows.size() << bits];
    for (int state = 0; state < place.length; state++) {
      for (int column = 0; column < width; column++) {
        next[(place[state] << bits) + column] = place[rows.get(state)[column]] << bits;
      }
    }
    this.depth = new int[rows.size()];
    for (byte[] word : words) {
      int state = 0;
      for (int i = 0; i < word.length; i++) {
        state = next[state + classes[word[i] & 0xff]];
        depth[state >> bits] = i + 1;
      }
    }
  }

  /** Where a pass begins. */
  public int start() {
    return 0;
  }

  /**
   * Goes on through some bytes.
   *
   * @param state from {@link #start} or the last call
   * @return the state to go on with
   */
  public int scan(byte[] bytes, int from, int to, int state, Hits hits) {
    int at = state;
    int i = from;
    // Words that begin before it are followed until they end or fail, at first those that began
    // before these bytes; all others still have their gram before them.
    int open = from;
    while (true) {
      while (i < to && i - depth[at >> bits] < open) {
        at = next[at + classes[bytes[i++] & 0xff]];
        if (at >= firstAccepting) {
          for (int word : found[(at - firstAccepting) >> bits]) {
            hits.hit(word, i);
          }
        }
      }
      if (i == to) {
        return at;
      }
      int gram = grams.find(bytes, open, to);
      if (gram - grams.lead() > i) {
        i = gram - grams.lead();
        at = 0;
      }
      open = gram + 1;
    }
  }

  /** Gives each byte that occurs in a word a column, and all others the first. */
  private int classify(List<byte[]> words) {
    boolean[] used = new boolean[256];
    for (byte[] word : words) {
      for (byte b : word) {
        used[lower(b)] = true;
      }
    }
    int count = 1;
    for (int i = 0; i < 256; i++) {
      if (used[i]) {
        classes[i] = count++;
      }
    }
    for (int i = 'A'; i <= 'Z'; i++) {
      classes[i] = classes[i + 32];
    }
    return count;
  }

  /** Follows the failure links breadth first; returns the states in that order. */
  private int[] complete(List<int[]> rows, List<List<Integer>> outputs) {
    int[] failure = new int[rows.size()];
    int[] order = new int[rows.size()];
    int ordered = 0;
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.poll();
      order[ordered++] = state;
      for (int column = 0; column < width; column++) {
        int child = rows.get(state)[column];
        int fallback = state == 0 ? 0 : rows.get(failure[state])[column];
        if (child < 0) {
          rows.get(state)[column] = fallback;
        } else {
          failure[child] = fallback;
          outputs.get(child).addAll(outputs.get(fallback));
          queue.add(child);
        }
      }
    }
    return order;
  }

  private void addRow(List<int[]> rows, List<List<Integer>> outputs) {
    int[] row = new int[width];
    Arrays.fill(row, -1);
    rows.add(row);
    outputs.add(new ArrayList<>());
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b & 0xff;
  }
}
