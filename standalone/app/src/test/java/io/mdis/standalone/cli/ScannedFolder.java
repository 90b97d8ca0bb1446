package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that is scanned as an image: Alpine with a musl that has one flaw, CVE-2019-14697. */
record ScannedFolder(Path work, Path database, Path root) {
  private static final String SECDB =
      """
      {"distroversion":"v3.10","reponame":"main","urlprefix":"http://example.org/alpine",
       "apkurl":"","packages":[{"pkg":{"name":"musl",
       "secfixes":{"1.1.22-r3":["CVE-2019-14697"]}}}]}
      """;

  /** What a command left behind. */
  record Outcome(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  /** Makes the folder and an advisory database that knows the flaw. */
  static ScannedFolder in(Path work) throws IOException {
    Path advisories = work.resolve("advisories");
    Path feed = Files.createDirectories(advisories.resolve("alpine"));
    Files.writeString(feed.resolve("main.json"), SECDB);
    Path database = work.resolve("advisories.db");
    String output = database.toString();
    assertThat(
            MdisCommand.run(
                "db", "build", "--advisories", advisories.toString(), "--output", output))
        .isZero();
    Path root = work.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.10.2\n");
    Files.createDirectories(root.resolve("lib/apk/db"));
    Files.writeString(
        root.resolve("lib/apk/db/installed"), "P:musl\nV:1.1.22-r2\nA:x86_64\no:musl\n\n");
    return new ScannedFolder(work, database, root);
  }

  /** Runs a command that scans it for vulnerabilities; what it writes goes to a file. */
  Outcome run(String command, String... options) throws IOException {
    Path out = work.resolve("report");
    Files.deleteIfExists(out);
    List<String> arguments = new ArrayList<>(List.of("--output", out.toString()));
    arguments.addAll(List.of(options));
    Outcome outcome = runOnly(command, arguments.toArray(String[]::new));
    String written = Files.exists(out) ? Files.readString(out) : "";
    return new Outcome(outcome.exitCode, written, outcome.err);
  }

  /** The same without a file. */
  Outcome runOnly(String command, String... options) {
    return runOn(List.of(root), command, options);
  }

  /** The same on other folders. */
  Outcome runOn(List<Path> roots, String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command, "--db", database.toString()));
    arguments.addAll(List.of("--dimensions", "vulnerability"));
    arguments.addAll(List.of("--cache", work.resolve("layers").toString()));
    arguments.addAll(List.of(options));
    roots.forEach(path -> arguments.add(path.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = MdisCommand.run(arguments.toArray(String[]::new));
      return new Outcome(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
