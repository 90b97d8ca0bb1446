package io.mdis.measurement.docker;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the layers of an image hang together on a host: the files around their directories. All of it
 * can be changed without touching a layer's files, and changes what a container sees.
 */
final class LayerStructure {
  private final OverlayStore store;
  private final MountTable mounts;
  private final List<Breach> breaches = new ArrayList<>();
  private final Map<String, Integer> cacheIds = new HashMap<>();
  private final Map<String, Integer> links = new HashMap<>();
  private final List<String> below = new ArrayList<>();

  /** What was read of one layer. */
  record Layer(
      LayerMetadata metadata,
      LayerRecord record,
      String link,
      String shortLink,
      String lower,
      List<String> mounts) {}

  LayerStructure(OverlayStore store, MountTable mounts) {
    this.store = store;
    this.mounts = mounts;
    for (String shared : store.shared()) {
      for (ByteString point : mounts.within(store.root().path(shared))) {
        breaches.add(new Breach(Check.MOUNT, Breach.IMAGE, point + " is mounted over the store"));
      }
    }
  }

  /** Checks the next layer; those below it came before. */
  Layer check(int number, LayerMetadata layer, LayerRecord stored) throws IOException {
    String parent = layer.parent() == null ? "" : layer.parent().toString();
    expect(Check.DIFF_ID, number, "layerdb diff", layer.diffId().toString(), stored.diff());
    expect(Check.PARENT, number, "layerdb parent", parent, stored.parent());
    unique(Check.CACHE_ID, cacheIds, stored.cacheId(), number);
    String link = "";
    String lower = "";
    String shortLink = "";
    try (StoreFolder folder = store.root().folder(store.driver(), stored.cacheId());
        StoreFolder shortNames = store.root().folder(store.driver(), "l")) {
      link = folder.textIfAny("link");
      lower = folder.textIfAny("lower");
      if (link.matches("[0-9A-Z]{26}")) {
        shortLink = shortNames.readLink(link).toString();
      } else {
        breaches.add(new Breach(Check.LINK, number, "link is no short name: \"" + link + "\""));
      }
    } catch (PosixException e) {
      if (!e.notFound() && !e.otherType()) {
        throw e;
      }
      breaches.add(new Breach(Check.SHORT_LINK, number, String.valueOf(e.getMessage())));
    }
    unique(Check.LINK, links, link, number);
    if (!link.isEmpty()) {
      String own = "../" + stored.cacheId() + "/diff";
      expect(Check.SHORT_LINK, number, "l/" + link, own, shortLink);
    }
    expect(Check.LOWER, number, "lower", String.join(":", below.reversed()), lower);
    below.add("l/" + link);
    return new Layer(layer, stored, link, shortLink, lower, mounted(number, stored.cacheId()));
  }

  /** Checks the directory itself once it was looked at. */
  void checkRoot(int number, FileStatus root) throws IOException {
    String status = describe(root);
    if (!store.rootStatus().contains(status)) {
      breach(Check.DIFF_ROOT, number, "diff is " + status + " and must be " + store.rootStatus());
    }
    try (StoreFolder all = store.root().folder(store.driver())) {
      if (all.directory().status().mount() != root.mount()) {
        breach(Check.MOUNT, number, "diff is on another mount than the store");
      }
    }
  }

  void breach(Check check, int number, String message) {
    breaches.add(new Breach(check, number, message));
  }

  List<Breach> breaches() {
    return breaches;
  }

  static String describe(FileStatus root) {
    return String.format(
        java.util.Locale.ROOT, "%04o %d:%d", root.permissions(), root.uid(), root.gid());
  }

  private List<String> mounted(int number, String cacheId) {
    List<String> over = new ArrayList<>();
    for (ByteString point : mounts.within(store.root().path(store.driver() + "/" + cacheId))) {
      over.add(point.toString());
      breach(Check.MOUNT, number, point + " is mounted over the layer");
    }
    return over;
  }

  private void unique(Check check, Map<String, Integer> seen, String value, int number) {
    Integer other = seen.putIfAbsent(value, number);
    if (other != null) {
      breach(check, number, "\"" + value + "\" is that of layer " + other + " too");
    }
  }

  private void expect(Check check, int number, String what, String expected, String found) {
    if (!expected.equals(found)) {
      breach(check, number, what + " is \"" + found + "\" and must be \"" + expected + "\"");
    }
  }
}
