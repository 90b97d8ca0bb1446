package io.mdis.secret.scan;

import io.mdis.image.ImageException;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are byte for byte what a package of the distribution brought: everybody has them, so a
 * test key among them is nobody's secret. Told by the checksums of dpkg ({@code md5sums}, deb(5)
 * and {@code Conffiles} in its status) and of apk ({@code Z:} in its installed database). A file
 * that was changed since is not among them.
 */
final class PublishedFiles {
  private static final long MAX_LIST = 64L << 20;
  private static final long MAX_FILE = 64L << 20;
  private static final String DPKG = "var/lib/dpkg";
  private static final String APK = "lib/apk/db/installed";

  private final ImageView view;
  private final Map<String, Boolean> known = new HashMap<>();
  private Map<String, String> checksums;

  PublishedFiles(ImageView view) {
    this.view = view;
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
    if (checksums == null) {
      checksums = new HashMap<>();
      dpkg();
      apk();
    }
    String expected = checksums.get(path);
    if (expected == null && path.startsWith("lib/")) {
      expected = checksums.get("usr/" + path);
    } else if (expected == null && path.startsWith("usr/lib/")) {
      expected = checksums.get(path.substring(4));
    }
    Optional<LayerEntry> entry = layer.find(path);
    if (expected == null || entry.isEmpty() || entry.get().size() > MAX_FILE) {
      return false;
    }
    boolean sha = expected.startsWith("Q1");
    try (InputStream in = layer.open(entry.get())) {
      MessageDigest digest = MessageDigest.getInstance(sha ? "SHA-1" : "MD5");
      byte[] buffer = new byte[64 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      byte[] sum = digest.digest();
      return expected.equals(
          sha ? "Q1" + Base64.getEncoder().encodeToString(sum) : HexFormat.of().formatHex(sum));
    } catch (ImageException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5 and SHA-1", e);
    }
  }

  private void dpkg() throws IOException {
    for (ImageView.Located file : view.list(DPKG + "/info")) {
      if (file.entry().path().endsWith(".md5sums")) {
        lines(
            file,
            line -> {
              int gap = line.indexOf("  ");
              if (gap == 32) {
                checksums.put(line.substring(gap + 2), line.substring(0, gap));
              }
            });
      }
    }
    Optional<ImageView.Located> status = view.resolve(DPKG + "/status");
    if (status.isPresent()) {
      // " /etc/redis/redis.conf 0123… [obsolete]"
      lines(
          status.get(),
          line -> {
            String[] words = line.startsWith(" /") ? line.strip().split(" ") : new String[0];
            if (words.length >= 2 && words[1].length() == 32) {
              checksums.put(words[0].substring(1), words[1]);
            }
          });
    }
  }

  private void apk() throws IOException {
    Optional<ImageView.Located> installed = view.resolve(APK);
    if (installed.isPresent()) {
      String[] at = {"", ""};
      lines(
          installed.get(),
          line -> {
            if (line.startsWith("F:")) {
              at[0] = line.substring(2);
            } else if (line.startsWith("R:")) {
              at[1] = line.substring(2);
            } else if (line.startsWith("Z:")) {
              checksums.put(at[0].isEmpty() ? at[1] : at[0] + "/" + at[1], line.substring(2));
            }
          });
    }
  }

  private void lines(ImageView.Located file, java.util.function.Consumer<String> each)
      throws IOException {
    if (file.entry().type() != LayerEntry.Type.FILE || file.entry().size() > MAX_LIST) {
      return;
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(view.open(file), StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        each.accept(line);
      }
    }
  }
}
