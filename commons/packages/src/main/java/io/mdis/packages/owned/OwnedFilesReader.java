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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads which files the packages of an image brought: dpkg's lists of files, one for each package,
 * apk's database, and the headers in rpm's. Each list is read once for each layer.
 */
public final class OwnedFilesReader {
  private static final String VERSION = "owned-1:";
  private static final String DPKG = "var/lib/dpkg";
  private static final String APK = "lib/apk/db/installed";
  private static final int MAX_LINE = 8 << 10;
  private static final long MAX_BYTES = 256 << 20;

  private final ObjectMapper json = new ObjectMapper();
  private final RpmDatabaseReader rpmDatabases = new RpmDatabaseReader();
  private final Predicate<String> wanted;

  /** A reader that keeps the paths that somebody will ask for. */
  public OwnedFilesReader(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** What is asked, and what remembers the answers. */
  private record Lookup(List<Layer> layers, ImageView view, LayerMemory memory) {}

  /** Makes a list of what depends on a layer alone. */
  private interface ListParser {
    OwnedList parse() throws IOException;
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
    List<OwnedFiles.Source> sources = new ArrayList<>();
    Lookup lookup = new Lookup(layers, view, memory);
    Optional<ImageView.Located> apk = view.resolve(APK).filter(at -> isFile(at.entry()));
    if (apk.isPresent() && types.test("apk")) {
      sources.add(once(lookup, apk.get(), () -> apk(view, apk.get())));
    }
    for (RpmDatabase rpm : types.test("rpm") ? rpms : List.<RpmDatabase>of()) {
      sources.add(once(lookup, rpm.at(), () -> rpm(rpm)));
    }
    if (types.test("deb")) {
      addDpkg(lookup, sources);
    }
    for (OwnedFiles.Source source : sources) {
      source.list().problems().forEach(p -> problems.add(source.list().path() + ": " + p));
    }
    return new OwnedFiles(sources, Spellings.of(view));
  }

  private OwnedFiles.Source once(Lookup lookup, ImageView.Located at, ListParser parser)
      throws IOException {
    String path = at.entry().path();
    if (at.entry().type() == LayerEntry.Type.HARD_LINK) {
      // The target may be in a lower layer, so the result does not depend on this layer alone.
      return new OwnedFiles.Source(at.layer(), parser.parse());
    }
    byte[] stored =
        lookup
            .memory()
            .once(
                lookup.layers().get(at.layer()).diffId(),
                VERSION + path,
                () -> json.writeValueAsBytes(parser.parse()));
    return new OwnedFiles.Source(at.layer(), json.readValue(stored, OwnedList.class));
  }

  /** Lines {@code F:} name a directory, the lines {@code R:} after it the files in it. */
  private OwnedList apk(ImageView view, ImageView.Located at) throws IOException {
    OwnedListCollector collector = new OwnedListCollector(wanted);
    try (InputStream in = view.open(at)) {
      BoundedLines lines = new BoundedLines(in, MAX_LINE, MAX_BYTES);
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

  /** Of each layer all lists at once; those count that the image shows. */
  private void addDpkg(Lookup lookup, List<OwnedFiles.Source> sources) throws IOException {
    for (int i = 0; i < lookup.layers().size(); i++) {
      Layer layer = lookup.layers().get(i);
      if (!layer.hasBelow(DPKG)) {
        continue;
      }
      byte[] stored =
          lookup
              .memory()
              .once(layer.diffId(), VERSION + DPKG, () -> json.writeValueAsBytes(dpkg(layer)));
      for (OwnedList list : json.readValue(stored, new TypeReference<List<OwnedList>>() {})) {
        List<ImageView.Located> history = lookup.view().history(list.path());
        if (!history.isEmpty() && history.getFirst().layer() == i) {
          sources.add(new OwnedFiles.Source(i, list));
        }
      }
    }
  }

  private List<OwnedList> dpkg(Layer layer) throws IOException {
    List<LayerEntry> files = new ArrayList<>();
    layer.forEachBelow(
        DPKG,
        entry -> {
          if (entry.type() == LayerEntry.Type.FILE && DpkgFileList.is(entry.path())) {
            files.add(entry);
          }
        });
    List<OwnedList> lists = new ArrayList<>();
    for (LayerEntry file : files) {
      OwnedListCollector collector = new OwnedListCollector(wanted);
      try (InputStream in = layer.open(file)) {
        DpkgFileList.read(file.path(), new BoundedLines(in, MAX_LINE, MAX_BYTES), collector);
      }
      OwnedList list = collector.of(file.path());
      if (list.hashes().length > 0 || !list.problems().isEmpty()) {
        lists.add(list);
      }
    }
    return lists;
  }

  private static boolean isFile(LayerEntry entry) {
    return entry.type() == LayerEntry.Type.FILE || entry.type() == LayerEntry.Type.HARD_LINK;
  }
}
