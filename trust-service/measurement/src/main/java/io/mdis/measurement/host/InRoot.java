package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Opens files below a directory as if that were the root: symbolic links on the way lead where they
 * would lead inside, never out of it. Every component is opened by itself, and never through a
 * link.
 */
public final class InRoot {
  private static final int MAX_LINKS = 40;
  private static final int MAX_STEPS = 1 << 12;

  private final OpenFile root;

  /** Below an open directory, which stays open. */
  public InRoot(OpenFile root) {
    this.root = root;
  }

  /** Opens a file; what the last component names isn't followed. */
  public OpenFile openFile(ByteString path) throws IOException {
    Deque<ByteString> steps = new ArrayDeque<>();
    push(steps, path);
    Deque<OpenFile> open = new ArrayDeque<>();
    int links = 0;
    try {
      for (int n = 0; n < MAX_STEPS && !steps.isEmpty(); n++) {
        ByteString name = steps.pop();
        OpenFile at = open.isEmpty() ? root : open.element();
        if (name.is("..")) {
          close(open.poll());
        } else if (steps.isEmpty()) {
          return at.openFile(name);
        } else {
          ByteString target = enter(at, name, open);
          if (target != null && ++links <= MAX_LINKS) {
            push(steps, target);
            while (target.startsWith("/") && !open.isEmpty()) {
              close(open.poll());
            }
          } else if (target != null) {
            break;
          }
        }
      }
      throw new IOException(path + " leads nowhere below " + root.path());
    } finally {
      open.forEach(OpenFile::close);
    }
  }

  /** Opens a directory; or else says where the link that is there leads. */
  private static ByteString enter(OpenFile at, ByteString name, Deque<OpenFile> open)
      throws PosixException {
    try {
      open.push(at.openDirectory(name));
      return null;
    } catch (PosixException e) {
      if (!e.otherType()) {
        throw e;
      }
      return at.readLink(name);
    }
  }

  private static void push(Deque<ByteString> steps, ByteString path) {
    int end = path.length();
    while (end > 0) {
      int start = path.slice(0, end).lastIndexOf('/') + 1;
      ByteString name = path.slice(start, end);
      if (name.length() > 0 && !name.is(".")) {
        steps.push(name);
      }
      end = start - 1;
    }
  }

  private static void close(OpenFile file) {
    if (file != null) {
      file.close();
    }
  }
}
