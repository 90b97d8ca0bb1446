package io.mdis.measurement.docker;

import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides what a container sees of a layer and is this host's own. It can't be compared with a
 * registry, only with itself as it was when the layer came.
 *
 * @param cacheId name of the layer's directory
 * @param size as Docker's layer database says
 * @param link the layer's short name
 * @param shortLink where the short name leads, as text
 * @param lower short names of the layers below, as the driver reads them
 * @param root mode and owner of the directory
 * @param overlay digest over all attributes of overlayfs in it
 * @param mounts mount points over it
 */
public record HostPin(
    String cacheId,
    String size,
    String link,
    String shortLink,
    String lower,
    String root,
    Sha384 overlay,
    List<String> mounts) {
  /** The mount points are kept as they are. */
  public HostPin {
    mounts = List.copyOf(mounts);
  }

  /** LHP1: one digest over the pin. */
  public Sha384 digest() {
    Netstrings fields =
        new Netstrings()
            .raw("LHP1\n")
            .put(cacheId)
            .put(size)
            .put(link)
            .put(shortLink)
            .put(lower)
            .put(root)
            .put(overlay.hex());
    mounts.forEach(fields::put);
    return fields.sha384();
  }

  /** What differs from an earlier one, each as {@code name: was → is}. */
  public List<String> changesSince(HostPin was) {
    List<String> changes = new ArrayList<>();
    change(changes, "cache-id", was.cacheId, cacheId);
    change(changes, "size", was.size, size);
    change(changes, "link", was.link, link);
    change(changes, "l/" + link, was.shortLink, shortLink);
    change(changes, "lower", was.lower, lower);
    change(changes, "diff", was.root, root);
    change(changes, "overlay attributes", was.overlay, overlay);
    change(changes, "mounts", was.mounts, mounts);
    return changes;
  }

  private static void change(List<String> changes, String what, Object was, Object is) {
    if (!was.equals(is)) {
      changes.add(what + ": " + was + " → " + is);
    }
  }
}
