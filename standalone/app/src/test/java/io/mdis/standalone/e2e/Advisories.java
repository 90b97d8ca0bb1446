package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Advisory databases, built as a user builds them. */
final class Advisories {
  private static final String SECDB =
      """
      {"distroversion":"v3.10","reponame":"main","urlprefix":"http://example.org/alpine",
       "apkurl":"","packages":[{"pkg":{"name":"musl",
       "secfixes":{"1.1.22-r3":["CVE-2019-14697"]}}}]}
      """;

  private Advisories() {}

  /** Of one advisory: musl of Alpine 3.10 before 1.1.22-r3. */
  static Path build(Path work) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("advisories/alpine"));
    Files.writeString(folder.resolve("main.json"), SECDB);
    return build(work, folder.getParent());
  }

  /** Of a folder of feeds. */
  static Path build(Path work, Path feeds) throws IOException, InterruptedException {
    Path database = work.resolve("advisories.db");
    Launcher.Outcome built =
        Launcher.run(
            work, "db", "build", "--advisories", feeds.toString(), "--output", database.toString());
    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.out()).isEmpty();
    return database;
  }
}
