package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.tree.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the directory that a name in a tar leads to, as the kernel does for a runtime that has
 * changed its root to the layer: through the symbolic links of the layer, one component after the
 * other. What lacks on the way is made, except behind a link.
 */
final class ParentDirectories {
  /** As the kernel's MAXSYMLINKS. */
  private static final int MAX_LINKS = 40;

  private static final int MAX_COMPONENTS = 1 << 12;

  private final LayerReplay replay;
  private ByteString last = ByteString.EMPTY;
  private ByteString lastFound = ByteString.EMPTY;

  ParentDirectories(LayerReplay replay) {
    this.replay = replay;
  }

  /** The real path of a directory, which is there afterwards; throws MALFORMED_LAYER. */
  ByteString make(ByteString directory) throws IOException {
    boolean same = directory.equals(last);
    if (!same || (lastFound.length() > 0 && replay.kind(lastFound) != Kind.DIRECTORY)) {
      lastFound = walk(directory, true);
      last = directory;
    }
    return lastFound;
  }

  /** The real path of a name whose last component isn't followed; throws MALFORMED_LAYER. */
  ByteString find(ByteString path) throws IOException {
    int slash = path.lastIndexOf('/');
    ByteString parent = walk(path.slice(0, Math.max(slash, 0)), false);
    return parent.child(path.slice(slash + 1, path.length()));
  }

  private ByteString walk(ByteString directory, boolean make) throws IOException {
    Deque<Step> steps = new ArrayDeque<>();
    push(steps, directory, false);
    ByteString at = ByteString.EMPTY;
    int links = 0;
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (step.name().is("..")) {
        at = at.slice(0, Math.max(at.lastIndexOf('/'), 0));
        continue;
      }
      ByteString next = at.child(step.name());
      Kind kind = replay.kind(next);
      if (kind == null && make && !step.ofLink()) {
        replay.implicitDirectory(next);
        at = next;
      } else if (kind == Kind.DIRECTORY) {
        at = next;
      } else if (kind == Kind.SYMLINK && ++links <= MAX_LINKS) {
        ByteString target = replay.target(next);
        at = target.startsWith("/") ? ByteString.EMPTY : at;
        push(steps, target, true);
      } else {
        throw new MeasurementException(
            MeasurementProblem.MALFORMED_LAYER,
            "path "
                + directory
                + " leads through "
                + next
                + ", which is no directory of the layer");
      }
    }
    return at;
  }

  /** Puts the components before those that are left. */
  private static void push(Deque<Step> steps, ByteString path, boolean ofLink)
      throws MeasurementException {
    int end = path.length();
    while (end > 0) {
      int start = path.slice(0, end).lastIndexOf('/') + 1;
      ByteString name = path.slice(start, end);
      if (name.length() > 0 && !name.is(".")) {
        steps.push(new Step(name, ofLink));
      }
      end = start - 1;
    }
    if (steps.size() > MAX_COMPONENTS) {
      throw new MeasurementException(
          MeasurementProblem.LIMIT, "links of the layer lead through too many directories");
    }
  }

  private record Step(ByteString name, boolean ofLink) {}
}
