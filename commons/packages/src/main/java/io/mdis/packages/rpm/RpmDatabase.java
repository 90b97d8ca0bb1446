package io.mdis.packages.rpm;

import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An rpm database that an image shows.
 *
 * @param path it was looked for at, which may lead through symlinks
 * @param at where it is
 * @param content of the database
 * @param log its write-ahead log; null when there is none
 */
public record RpmDatabase(
    String path,
    ImageView.Located at,
    RpmDatabaseReader.Content content,
    RpmDatabaseReader.Content log) {
  private static final List<String> FOLDERS =
      List.of("usr/lib/sysimage/rpm", "var/lib/rpm", "usr/share/rpm");
  private static final List<String> FILES = List.of("rpmdb.sqlite", "Packages.db", "Packages");

  /** All of an image; the folder has links to it in many images, and each database counts once. */
  public static List<RpmDatabase> of(ImageView view) {
    List<RpmDatabase> databases = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String folder : FOLDERS) {
      for (String name : FILES) {
        String path = folder + "/" + name;
        Optional<ImageView.Located> at = view.resolve(path).filter(found -> isFile(found.entry()));
        if (at.isPresent() && seen.add(at.get().entry().path())) {
          databases.add(of(path, view, at.get()));
        }
      }
    }
    return databases;
  }

  /** The database at a place, such as an earlier one of the same path. */
  public static RpmDatabase of(String path, ImageView view, ImageView.Located at) {
    return new RpmDatabase(path, at, () -> view.open(at), log(view, at));
  }

  /** A write-ahead log counts when it is of the database's own layer; later ones replace both. */
  private static RpmDatabaseReader.Content log(ImageView view, ImageView.Located database) {
    return view.history(database.entry().path() + "-wal").stream()
        .filter(at -> at.layer() == database.layer() && at.entry().size() > 0)
        .findFirst()
        .<RpmDatabaseReader.Content>map(at -> () -> view.open(at))
        .orElse(null);
  }

  private static boolean isFile(LayerEntry entry) {
    return entry.type() == LayerEntry.Type.FILE || entry.type() == LayerEntry.Type.HARD_LINK;
  }
}
