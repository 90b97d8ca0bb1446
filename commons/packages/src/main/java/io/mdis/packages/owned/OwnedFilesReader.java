package io.mdis.packages.owned;

import io.mdis.image.layer.Layer;
import io.mdis.image.view.ImageView;
import io.mdis.packages.LayerMemory;
import io.mdis.packages.rpm.RpmDatabase;
import io.mdis.packages.rpm.RpmDatabaseReader;
import io.mdis.packages.text.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads which files the packages of an image brought: dpkg's lists of files, one for each package,
 * apk's database, and the headers in rpm's. Each list is read once for each layer.
 */
public final class OwnedFilesReader {
  private final PackageLists<OwnedList> lists =
      new PackageLists<>(OwnedList.class, "owned-1:", OwnedList::path);
  private final RpmDatabaseReader rpmDatabases = new RpmDatabaseReader();
  private final Predicate<String> wanted;

  /** A reader that keeps the paths that somebody will ask for. */
  public OwnedFilesReader(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * The files of an image's packages.
   *
   * @param layers of the image, from the base upwards
   * @param view of them
   * @param memory of what depends on a layer alone
   * @param rpms databases that the view shows
   * @param types whether packages of a type are asked for
   * @param problems gets what could not be read, for a person
   */
  public OwnedFiles read(
      List<Layer> layers,
      ImageView view,
      LayerMemory memory,
      List<RpmDatabase> rpms,
      Predicate<String> types,
      List<String> problems)
      throws IOException {
    List<PackageLists.Placed<OwnedList>> placed = new ArrayList<>();
    PackageLists.Image image = new PackageLists.Image(layers, view, memory);
    Optional<ImageView.Located> apk = PackageLists.apk(view);
    if (apk.isPresent() && types.test("apk")) {
      placed.add(lists.once(image, apk.get(), () -> apk(view, apk.get())));
    }
    for (RpmDatabase rpm : types.test("rpm") ? rpms : List.<RpmDatabase>of()) {
      placed.add(lists.once(image, rpm.at(), () -> rpm(rpm)));
    }
    if (types.test("deb")) {
      placed.addAll(lists.dpkg(image, DpkgFileList::is, this::dpkg));
    }
    List<OwnedFiles.Source> sources = new ArrayList<>();
    for (PackageLists.Placed<OwnedList> each : placed) {
      each.list().problems().forEach(p -> problems.add(each.list().path() + ": " + p));
      sources.add(new OwnedFiles.Source(each.layer(), each.list()));
    }
    return new OwnedFiles(sources, Spellings.of(view));
  }

  /** Lines {@code F:} name a directory, the lines {@code R:} after it the files in it. */
  private OwnedList apk(ImageView view, ImageView.Located at) throws IOException {
    OwnedListCollector collector = new OwnedListCollector(wanted);
    try (InputStream in = view.open(at)) {
      BoundedLines lines = new BoundedLines(in, PackageLists.MAX_LINE, PackageLists.MAX_BYTES);
      String directory = "";
      boolean more = true;
      String line;
      while (more && (line = lines.next()) != null) {
        if (line.startsWith("F:")) {
          directory = line.substring(2);
        } else if (line.startsWith("R:")) {
          more = collector.add(directory + "/" + line.substring(2));
        }
      }
    }
    return collector.of(at.entry().path());
  }

  private OwnedList rpm(RpmDatabase rpm) throws IOException {
    OwnedListCollector collector = new OwnedListCollector(wanted);
    rpmDatabases.files(rpm.content(), rpm.log(), collector::add);
    return collector.of(rpm.at().entry().path());
  }

  private Optional<OwnedList> dpkg(String path, BoundedLines lines) throws IOException {
    OwnedListCollector collector = new OwnedListCollector(wanted);
    DpkgFileList.read(path, lines, collector);
    return Optional.of(collector.of(path))
        .filter(list -> list.hashes().length > 0 || !list.problems().isEmpty());
  }
}
