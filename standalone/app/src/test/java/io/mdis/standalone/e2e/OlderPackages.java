package io.mdis.standalone.e2e;

import io.mdis.fixtures.DerivedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of packages older than those of a real image, from a table beside that of the expected
 * findings: name, version, source package and its version.
 */
record OlderPackages(
    String name,
    String distribution,
    String release,
    Map<String, String> versions,
    Map<String, String> sources) {

  static OlderPackages read(String name) throws IOException {
    List<String> lines = Files.readAllLines(Expected.TABLES.resolve(name + ".packages.tsv"));
    String[] head = lines.getFirst().split(" ");
    Map<String, String> versions = new TreeMap<>();
    Map<String, String> sources = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t");
      versions.put(row[0], row[1]);
      if (!row[2].equals(row[0]) || !row[3].equals(row[1])) {
        sources.put(row[0], row[3].equals(row[1]) ? row[2] : row[2] + " (" + row[3] + ")");
      }
    }
    return new OlderPackages(name, head[1], head[2], versions, sources);
  }

  /** A docker-save archive in which these packages are installed. */
  Path image(Path folder) throws IOException {
    Path tar = folder.resolve(name + ".tar");
    if (Files.exists(tar)) {
      return tar;
    }
    if (distribution.equals("alpine")) {
      String base = "alpine-" + release.substring(1).replace(".", "");
      return DerivedImage.alpine(
          Launcher.DATA.resolve("images/" + base + ".tar.gz"), versions, tar);
    }
    String number = name.replaceAll("\\D+", "");
    return DerivedImage.debian(versions, sources, release, number, tar);
  }
}
