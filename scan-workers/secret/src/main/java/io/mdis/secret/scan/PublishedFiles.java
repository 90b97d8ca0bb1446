package io.mdis.secret.scan;

import io.mdis.image.ImageException;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import io.mdis.packages.owned.ChecksumAlgorithm;
import io.mdis.packages.owned.PublishedChecksums;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are byte for byte what a package of the distribution brought: everybody has them, so a
 * test key among them is nobody's secret. Told by the checksums of dpkg, apk and rpm. A file that
 * was changed since is not among them.
 */
final class PublishedFiles {
  private static final long MAX_FILE = 64L << 20;

  private final PublishedChecksums checksums;
  private final Map<String, Boolean> known = new HashMap<>();

  /** Of an image, for the paths that will be asked about. */
  PublishedFiles(ImageView view, Collection<String> paths) throws IOException {
    // What can't be read of a database makes a file nobody's but the image's: the graver answer.
    List<String> unread = new ArrayList<>();
    this.checksums = PublishedChecksums.of(view, paths, unread);
  }

  /** Whether a layer's file is as its package brought it. */
  boolean contains(Layer layer, String path) throws IOException {
    String key = layer.diffId() + ":" + path;
    Boolean answer = known.get(key);
    if (answer == null) {
      answer = check(layer, path);
      known.put(key, answer);
    }
    return answer;
  }

  private boolean check(Layer layer, String path) throws IOException {
    Optional<LayerEntry> entry = layer.find(path);
    if (entry.isEmpty() || entry.get().size() > MAX_FILE) {
      return false;
    }
    for (ChecksumAlgorithm algorithm : checksums.algorithms(path)) {
      try (InputStream in = layer.open(entry.get())) {
        MessageDigest digest = algorithm.digest();
        byte[] buffer = new byte[64 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
        if (checksums.contains(path, algorithm, digest.digest())) {
          return true;
        }
      } catch (ImageException e) {
        return false; // Its content can't be had: it was told of when the layer was read.
      }
    }
    return false;
  }
}
