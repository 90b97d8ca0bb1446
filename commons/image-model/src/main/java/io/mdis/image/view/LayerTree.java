package io.mdis.image.view;

import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView.Located;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Layers from the base up to one of them, merged as the OCI image layer specification says. */
final class LayerTree {
  static final int MAX_SYMLINKS = 40;

  private final List<Layer> layers;

  LayerTree(List<Layer> layers) {
    this.layers = layers;
  }

  Spot root() throws IOException {
    return below("", 0).orElse(new Spot("", implied("", 0), 0));
  }

  /** A name in a directory. */
  Optional<Spot> child(Spot directory, String name) throws IOException {
    return below(join(directory.path(), name), directory.floor());
  }

  /** Follows symlinks, the last one too, none of which gets out of the tree. */
  Optional<Spot> follow(String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>(parts(path));
    Deque<Spot> trail = new ArrayDeque<>();
    trail.push(root());
    int symlinks = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.equals("..")) {
        if (trail.size() > 1) {
          trail.pop();
        }
        continue;
      }
      Optional<Spot> next = child(trail.peek(), name);
      if (next.isEmpty()) {
        return next;
      }
      LayerEntry entry = next.get().located().entry();
      if (entry.type() != LayerEntry.Type.SYMLINK) {
        trail.push(next.get());
        continue;
      }
      if (++symlinks > MAX_SYMLINKS) {
        return Optional.empty();
      }
      if (entry.linkTarget().startsWith("/")) {
        trail.clear();
        trail.push(root());
      }
      for (String part : parts(entry.linkTarget()).reversed()) {
        rest.push(part);
      }
    }
    return Optional.of(trail.peek());
  }

  /** Takes a cleaned path as it is written, through whatever it names. */
  Optional<Spot> literal(String path) throws IOException {
    Spot spot = root();
    for (String part : parts(path)) {
      Optional<Spot> next = child(spot, part);
      if (next.isEmpty()) {
        return next;
      }
      spot = next.get();
    }
    return Optional.of(spot);
  }

  /** Names in a directory, those that are visible and those that turn out not to be. */
  Iterable<String> names(Spot directory) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (int i = layers.size() - 1; i >= directory.floor(); i--) {
      layers.get(i).forEachName(directory.path(), names::add);
    }
    return names;
  }

  /** The layers' own versions of a path, topmost first. */
  List<Located> versions(String path, int floor) throws IOException {
    List<Located> versions = new ArrayList<>();
    for (int i = layers.size() - 1; i >= floor; i--) {
      Layer layer = layers.get(i);
      Optional<LayerEntry> own = layer.find(path);
      if (own.isPresent() && !isMarker(own.get())) {
        versions.add(new Located(i, own.get()));
      }
      if (layer.hidesBelow(path)) {
        break;
      }
    }
    return versions;
  }

  static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  private Optional<Spot> below(String path, int floor) throws IOException {
    Located found = null;
    int own = floor;
    for (int i = layers.size() - 1; i >= floor; i--) {
      Layer layer = layers.get(i);
      Optional<LayerEntry> entry = layer.find(path);
      if (entry.isPresent() && !isMarker(entry.get())) {
        boolean directory = entry.get().type() == LayerEntry.Type.DIRECTORY;
        if (found == null) {
          found = new Located(i, entry.get());
          own = i;
        } else if (!directory) {
          own = i + 1;
        }
        if (!directory) {
          break;
        }
        own = floor;
      }
      if (layer.hidesBelow(path)) {
        own = i;
        break;
      }
    }
    if (found == null) {
      found = implied(path, own);
    }
    return found == null ? Optional.empty() : Optional.of(new Spot(path, found, own));
  }

  /** A directory that only shows in the paths of others; the root is always there. */
  private Located implied(String path, int floor) throws IOException {
    for (int i = layers.size() - 1; i >= floor; i--) {
      if (layers.get(i).hasBelow(path)) {
        return new Located(i, directory(path));
      }
    }
    return path.isEmpty() ? new Located(0, directory(path)) : null;
  }

  private static LayerEntry directory(String path) {
    return new LayerEntry(path, LayerEntry.Type.DIRECTORY, 0755, 0, 0, 0, 0, null, -1);
  }

  private static boolean isMarker(LayerEntry entry) {
    return entry.type() == LayerEntry.Type.WHITEOUT || entry.type() == LayerEntry.Type.OPAQUE;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
