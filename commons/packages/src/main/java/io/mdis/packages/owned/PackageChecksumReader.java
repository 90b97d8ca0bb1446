package io.mdis.packages.owned;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import io.mdis.packages.LayerMemory;
import io.mdis.packages.rpm.RpmDatabase;
import io.mdis.packages.rpm.RpmDatabaseReader;
import io.mdis.packages.text.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what package databases say of the content of programs and libraries: dpkg's {@code md5sums}
 * (deb-md5sums(5)), the lines {@code Z:} of apk's database, the digests in rpm's headers.
 */
public final class PackageChecksumReader {
  private static final String VERSION = "checksums-1:";
  private static final String DPKG = "var/lib/dpkg";
  private static final String DIVERSIONS = "var/lib/dpkg/diversions";
  private static final String APK = "lib/apk/db/installed";
  private static final int MAX_LINE = 8 << 10;
  private static final long MAX_BYTES = 256 << 20;
  private static final int MAX_DIVERSIONS = 100_000;

  private final ObjectMapper json = new ObjectMapper();

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
    List<ChecksumTable> tables = new ArrayList<>();
    Optional<ImageView.Located> apk = view.resolve(APK).filter(at -> isFile(at.entry()));
    if (apk.isPresent()) {
      tables.add(once(layers, memory, apk.get(), () -> apk(view, apk.get())));
    }
    for (RpmDatabase database : RpmDatabase.of(view)) {
      tables.add(once(layers, memory, database.at(), () -> rpm(database)));
    }
    for (int i = 0; i < layers.size(); i++) {
      addDpkg(layers.get(i), i, view, memory, tables);
    }
    tables.forEach(t -> t.problems().forEach(p -> problems.add(t.path() + ": " + p)));
    return new PackageChecksums(tables, Spellings.of(view), diversions(view));
  }

  /** Makes a table of what depends on a layer alone. */
  private interface TableParser {
    ChecksumTable parse() throws IOException;
  }

  private ChecksumTable once(
      List<Layer> layers, LayerMemory memory, ImageView.Located at, TableParser parser)
      throws IOException {
    if (at.entry().type() == LayerEntry.Type.HARD_LINK) {
      // The target may be in a lower layer, so the result does not depend on this layer alone.
      return parser.parse();
    }
    byte[] stored =
        memory.once(
            layers.get(at.layer()).diffId(),
            VERSION + at.entry().path(),
            () -> json.writeValueAsBytes(parser.parse()));
    return json.readValue(stored, ChecksumTable.class);
  }

  /** Lines {@code F:} name a directory, {@code R:} a file in it, {@code Z:Q1} that file's SHA-1. */
  private static ChecksumTable apk(ImageView view, ImageView.Located at) throws IOException {
    ChecksumTable.Builder table = new ChecksumTable.Builder();
    try (InputStream in = view.open(at)) {
      BoundedLines lines = new BoundedLines(in, MAX_LINE, MAX_BYTES);
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
          more = table.add(file, ChecksumAlgorithm.SHA1, base64(line.substring(4)));
        }
      }
    }
    return table.of(at.entry().path());
  }

  private static ChecksumTable rpm(RpmDatabase database) throws IOException {
    ChecksumTable.Builder table = new ChecksumTable.Builder();
    new RpmDatabaseReader()
        .headers(database.content(), database.log(), new RpmChecksums(table), table::problem);
    return table.of(database.at().entry().path());
  }

  /** Of each layer all lists at once; those count that the image shows. */
  private void addDpkg(
      Layer layer, int index, ImageView view, LayerMemory memory, List<ChecksumTable> tables)
      throws IOException {
    if (!layer.hasBelow(DPKG)) {
      return;
    }
    byte[] stored =
        memory.once(layer.diffId(), VERSION + DPKG, () -> json.writeValueAsBytes(dpkg(layer)));
    for (ChecksumTable table :
        json.readValue(stored, new TypeReference<List<ChecksumTable>>() {})) {
      List<ImageView.Located> history = view.history(table.path());
      if (!history.isEmpty() && history.getFirst().layer() == index) {
        tables.add(table);
      }
    }
  }

  private static List<ChecksumTable> dpkg(Layer layer) throws IOException {
    List<LayerEntry> files = new ArrayList<>();
    layer.forEachBelow(
        DPKG,
        entry -> {
          if (entry.type() == LayerEntry.Type.FILE && DpkgFileList.isChecksums(entry.path())) {
            files.add(entry);
          }
        });
    List<ChecksumTable> tables = new ArrayList<>();
    for (LayerEntry file : files) {
      ChecksumTable.Builder builder = new ChecksumTable.Builder();
      try (InputStream in = layer.open(file)) {
        DpkgFileList.checksums(
            new BoundedLines(in, MAX_LINE, MAX_BYTES),
            (path, md5) -> builder.add(path, ChecksumAlgorithm.MD5, hex(md5)));
      }
      ChecksumTable table = builder.of(file.path());
      if (table.rows().length > 0 || !table.problems().isEmpty()) {
        tables.add(table);
      }
    }
    return tables;
  }

  /** Paths that dpkg was told to put elsewhere (dpkg-divert(1)): three lines for each. */
  private static Set<String> diversions(ImageView view) throws IOException {
    Set<String> paths = new HashSet<>();
    Optional<ImageView.Located> at = view.resolve(DIVERSIONS).filter(f -> isFile(f.entry()));
    if (at.isPresent()) {
      try (InputStream in = view.open(at.get())) {
        BoundedLines lines = new BoundedLines(in, MAX_LINE, MAX_BYTES);
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

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static boolean isFile(LayerEntry entry) {
    return entry.type() == LayerEntry.Type.FILE || entry.type() == LayerEntry.Type.HARD_LINK;
  }
}
