package io.mdis.standalone.cli;

import java.nio.file.Path;

/**
 * Where the command line keeps what it fetched: {@code MDIS_CACHE_DIR}, else {@code mdis} below the
 * user's cache folder (XDG base directory specification).
 */
final class LocalFolders {
  private LocalFolders() {}

  static Path cache() {
    String own = System.getenv("MDIS_CACHE_DIR");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "mdis")
        : Path.of(System.getProperty("user.home"), ".cache", "mdis");
  }

  static Path advisories() {
    return cache().resolve("advisories.db");
  }

  /** Files that the sources have published, as they were fetched. */
  static Path feeds() {
    return cache().resolve("advisories");
  }

  /** An operator's own list of feeds, {@code MDIS_FEEDS}; null for the published one. */
  static Path feedList() {
    String own = System.getenv("MDIS_FEEDS");
    return own == null || own.isBlank() ? null : Path.of(own);
  }

  /** Library of known malicious samples. */
  static Path samples() {
    return cache().resolve("samples.db");
  }

  /** Key that names secrets, so that the same one has the same name in every scan. */
  static Path secretKey() {
    return cache().resolve("secret-hash.key");
  }

  static Path layers() {
    return cache().resolve("layers");
  }
}
