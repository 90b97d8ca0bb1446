package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import java.util.List;

/**
 * One entry that isn't as expected.
 *
 * @param change what happened to it
 * @param path where it is in the layer
 * @param details what differs, when both sides have it
 */
public record Difference(Change change, ByteString path, List<Detail> details) {
  /** The details are kept as they are. */
  public Difference {
    details = List.copyOf(details);
  }

  /** What happened to an entry. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One attribute.
   *
   * @param attribute which
   * @param expected its value in the baseline, for people
   * @param found its value now
   */
  public record Detail(Attribute attribute, String expected, String found) {}

  /** Whether nothing but the time differs. */
  public boolean onlyTime() {
    return change == Change.CHANGED
        && details.stream().allMatch(detail -> detail.attribute() == Attribute.MTIME);
  }

  /** One line: {@code CHANGED sbin/init: MODE 0755 → 4755}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(change + " " + path);
    String separator = ": ";
    for (Detail detail : details) {
      line.append(separator).append(detail.attribute()).append(' ');
      line.append(detail.expected()).append(" → ").append(detail.found());
      separator = ", ";
    }
    return line.toString();
  }
}
