package io.mdis.packages.owned;

import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import io.mdis.packages.rpm.RpmDatabase;
import io.mdis.packages.rpm.RpmDatabaseReader;
import io.mdis.packages.text.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the packages of an image say of the content of a few files, configuration included, by the
 * databases of apk, rpm and dpkg ({@code md5sums} and, in its status, {@code Conffiles}). A file
 * with such a content is one that everybody can have.
 */
public final class PublishedChecksums {
  private static final String DPKG = "var/lib/dpkg/";
  private static final int MOST_OF_A_FILE = 20;

  private final Map<String, List<Checksum>> known = new HashMap<>();
  private final Spellings spellings;

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Checksum(ChecksumAlgorithm algorithm, byte[] bytes) {}

  private PublishedChecksums(Spellings spellings) {
    this.spellings = spellings;
  }

  /**
   * Reads the databases that an image shows, for some paths; holds nothing of others.
   *
   * @param paths without a slash in front
   * @param problems gets what could not be read, for a person
   */
  public static PublishedChecksums of(
      ImageView view, Collection<String> paths, List<String> problems) throws IOException {
    PublishedChecksums checksums = new PublishedChecksums(Spellings.of(view));
    for (String path : paths) {
      for (String spelling : checksums.spellings.of(path)) {
        checksums.known.put(spelling, new ArrayList<>(1));
      }
    }
    checksums.read(view, problems);
    return checksums;
  }

  /** The algorithms by which something is said of a path; none when no package brought it. */
  public Set<ChecksumAlgorithm> algorithms(String path) {
    Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
    for (String spelling : spellings.of(path)) {
      known.getOrDefault(spelling, List.of()).forEach(one -> algorithms.add(one.algorithm()));
    }
    return algorithms;
  }

  /** Whether a package brought a file of that path with that content. */
  public boolean contains(String path, ChecksumAlgorithm algorithm, byte[] checksum) {
    return spellings.of(path).stream()
        .flatMap(spelling -> known.getOrDefault(spelling, List.of()).stream())
        .anyMatch(one -> one.algorithm() == algorithm && Arrays.equals(one.bytes(), checksum));
  }

  private boolean add(
      String listed, ChecksumAlgorithm algorithm, byte[] checksum, boolean configuration) {
    List<Checksum> of = known.get(ChecksumTable.relative(listed));
    if (of != null && of.size() < MOST_OF_A_FILE && checksum.length == algorithm.bytes()) {
      of.add(new Checksum(algorithm, checksum));
    }
    return true;
  }

  private void read(ImageView view, List<String> problems) throws IOException {
    Optional<ImageView.Located> apk = PackageLists.apk(view);
    if (apk.isPresent()) {
      try (InputStream in = view.open(apk.get())) {
        PackageChecksumReader.apk(lines(in), this::add);
      }
    }
    for (RpmDatabase database : RpmDatabase.of(view)) {
      new RpmDatabaseReader()
          .headers(
              database.content(),
              database.log(),
              new RpmChecksums(this::add, problems::add),
              problems::add);
    }
    for (String folder : new String[] {"info", "status.d"}) {
      for (ImageView.Located list : view.list(DPKG + folder)) {
        boolean file = list.entry().type() == LayerEntry.Type.FILE;
        if (file && DpkgFileList.isChecksums(list.entry().path())) {
          try (InputStream in = view.open(list)) {
            DpkgFileList.checksums(lines(in), this::md5);
          }
        }
      }
    }
    Optional<ImageView.Located> status = PackageLists.file(view, DPKG + "status");
    if (status.isPresent()) {
      try (InputStream in = view.open(status.get())) {
        DpkgFileList.configuration(lines(in), this::md5);
      }
    }
  }

  private boolean md5(String path, String md5) {
    return add(path, ChecksumAlgorithm.MD5, FileDigest.hex(md5), false);
  }

  private static BoundedLines lines(InputStream in) {
    return new BoundedLines(in, PackageLists.MAX_LINE, PackageLists.MAX_BYTES);
  }
}
