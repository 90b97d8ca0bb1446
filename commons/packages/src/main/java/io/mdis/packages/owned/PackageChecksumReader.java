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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what package databases say of the content of programs and libraries: dpkg's {@code md5sums}
 * (deb-md5sums(5)), the lines {@code Z:} of apk's database, the digests in rpm's headers.
 */
public final class PackageChecksumReader {
  private static final String DIVERSIONS = "var/lib/dpkg/diversions";
  private static final int MAX_DIVERSIONS = 100_000;

  private final PackageLists<ChecksumTable> lists =
      new PackageLists<>(ChecksumTable.class, "checksums-1:", ChecksumTable::path);

  /**
   * The checksums of an image's packages.
   *
   * @param layers of the image, from the base upwards
   * @param view of them
   * @param memory of what depends on a layer alone
   * @param problems gets what could not be read, for a person
   */
  public PackageChecksums read(
      List<Layer> layers, ImageView view, LayerMemory memory, List<String> problems)
      throws IOException {
    List<PackageLists.Placed<ChecksumTable>> placed = new ArrayList<>();
    PackageLists.Image image = new PackageLists.Image(layers, view, memory);
    Optional<ImageView.Located> apk = PackageLists.apk(view);
    if (apk.isPresent()) {
      placed.add(lists.once(image, apk.get(), () -> apk(view, apk.get())));
    }
    for (RpmDatabase database : RpmDatabase.of(view)) {
      placed.add(lists.once(image, database.at(), () -> rpm(database)));
    }
    placed.addAll(lists.dpkg(image, DpkgFileList::isChecksums, PackageChecksumReader::dpkg));
    List<ChecksumTable> tables = placed.stream().map(PackageLists.Placed::list).toList();
    tables.forEach(t -> t.problems().forEach(p -> problems.add(t.path() + ": " + p)));
    return new PackageChecksums(tables, Spellings.of(view), diversions(view));
  }

  private static ChecksumTable apk(ImageView view, ImageView.Located at) throws IOException {
    ChecksumTable.Builder table = new ChecksumTable.Builder();
    try (InputStream in = view.open(at)) {
      apk(new BoundedLines(in, PackageLists.MAX_LINE, PackageLists.MAX_BYTES), table::add);
    }
    return table.of(at.entry().path());
  }

  /** Lines {@code F:} name a directory, {@code R:} a file in it, {@code Z:Q1} that file's SHA-1. */
  static void apk(BoundedLines lines, FileChecksums files) throws IOException {
    String directory = "";
    String file = "";
    boolean more = true;
    String line;
    while (more && (line = lines.next()) != null) {
      if (line.startsWith("F:")) {
        directory = line.substring(2);
      } else if (line.startsWith("R:")) {
        file = directory + "/" + line.substring(2);
      } else if (line.startsWith("Z:Q1")) {
        byte[] checksum = FileDigest.base64(line.substring(4));
        more = files.file(file, ChecksumAlgorithm.SHA1, checksum, false);
      }
    }
  }

  private static ChecksumTable rpm(RpmDatabase database) throws IOException {
    ChecksumTable.Builder table = new ChecksumTable.Builder();
    new RpmDatabaseReader()
        .headers(
            database.content(),
            database.log(),
            new RpmChecksums(table::add, table::problem),
            table::problem);
    return table.of(database.at().entry().path());
  }

  private static Optional<ChecksumTable> dpkg(String path, BoundedLines lines) throws IOException {
    ChecksumTable.Builder builder = new ChecksumTable.Builder();
    DpkgFileList.checksums(
        lines, (file, md5) -> builder.add(file, ChecksumAlgorithm.MD5, FileDigest.hex(md5), false));
    return Optional.of(builder.of(path))
        .filter(table -> table.rows().length > 0 || !table.problems().isEmpty());
  }

  /** Paths that dpkg was told to put elsewhere (dpkg-divert(1)): three lines for each. */
  private static Set<String> diversions(ImageView view) throws IOException {
    Set<String> paths = new HashSet<>();
    Optional<ImageView.Located> at = PackageLists.file(view, DIVERSIONS);
    if (at.isPresent()) {
      try (InputStream in = view.open(at.get())) {
        BoundedLines lines = new BoundedLines(in, PackageLists.MAX_LINE, PackageLists.MAX_BYTES);
        String line;
        for (int i = 0; i < MAX_DIVERSIONS && (line = lines.next()) != null; i++) {
          if (i % 3 < 2) {
            paths.add(line.startsWith("/") ? line.substring(1) : line);
          }
        }
      }
    }
    return paths;
  }
}
