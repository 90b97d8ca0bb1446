package io.mdis.history.threat;

import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Files that run with the rights of their owner or group, of those that a container sees. */
final class SetuidFiles {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int EXECUTABLE = 0111;
  private static final int MAX_FILES = 1000;
  private static final int SHOWN = 20;

  /** Programs that start what they are told or write what they are told; from GTFOBins. */
  private static final Set<String> STARTERS =
      Set.of(
          "sh", "bash", "ash", "dash", "zsh", "ksh", "csh", "fish", "busybox", "env", "find", "vi",
          "vim", "nano", "less", "more", "man", "awk", "gawk", "mawk", "sed", "ed", "cp", "mv",
          "dd", "tee", "cat", "tar", "zip", "nmap", "nice", "timeout", "xargs", "chmod", "chown",
          "docker", "gdb", "strace", "curl", "wget", "socat", "nc", "ncat", "perl", "ruby", "node",
          "php", "lua", "python", "python2", "python3", "git", "rsync", "install", "ln", "make");

  private final RuleBook book;

  SetuidFiles(RuleBook book) {
    this.book = book;
  }

  void look(List<Layer> layers, ImageView view, Consumer<Remark> found) throws IOException {
    Map<String, Integer> candidates = new TreeMap<>();
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      layers
          .get(i)
          .forEach(
              entry -> {
                if (special(entry) && candidates.size() < MAX_FILES) {
                  candidates.put(entry.path(), layer);
                }
              });
    }
    StringBuilder others = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, Integer> candidate : candidates.entrySet()) {
      String path = candidate.getKey();
      LayerEntry entry =
          view.history(path).stream()
              .findFirst()
              .filter(visible -> visible.layer() == candidate.getValue())
              .map(ImageView.Located::entry)
              .filter(SetuidFiles::special)
              .orElse(null);
      if (entry == null) {
        continue;
      }
      if (starter(entry)) {
        found.accept(
            Remark.of(book.get("setuid-shell"), mode(entry) + ", owner " + entry.uid())
                .in(layers.get(candidate.getValue()).diffId(), path));
      } else {
        count++;
        if (count <= SHOWN) {
          others.append(count == 1 ? "" : ", ").append('/').append(path);
        }
      }
    }
    if (count > 0) {
      String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
      found.accept(Remark.of(book.get("setuid-files"), count + ": " + others + more));
    }
  }

  private static boolean special(LayerEntry entry) {
    return entry.type() == LayerEntry.Type.FILE
        && (entry.mode() & (SETUID | SETGID)) != 0
        && (entry.mode() & EXECUTABLE) != 0;
  }

  private static boolean starter(LayerEntry entry) {
    String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    boolean versioned = name.startsWith("python") || name.startsWith("perl");
    return (entry.mode() & SETUID) != 0
        && entry.uid() == 0
        && (STARTERS.contains(name) || versioned);
  }

  private static String mode(LayerEntry entry) {
    return "mode " + Integer.toOctalString(entry.mode());
  }
}
