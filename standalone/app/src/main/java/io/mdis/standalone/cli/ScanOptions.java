package io.mdis.standalone.cli;

import io.mdis.contracts.Platform;
import io.mdis.contracts.Severity;
import io.mdis.export.Report;
import io.mdis.standalone.scan.LocalKnowledge;
import io.mdis.standalone.scan.LocalScan;
import io.mdis.standalone.scan.LocalSuppressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By what knowledge is scanned, and what of it is accepted. */
final class ScanOptions {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description =
          "Advisory database; by default the one of the cache folder, fetched when absent.")
  private Path database;

  @Mixin private ClamdOption clamd;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Library of known malicious files; by default the one of the cache folder.")
  private Path samples;

  @Option(
      names = "--dimensions",
      split = ",",
      paramLabel = "NAME",
      description = "Only these dimensions, for instance vulnerability.")
  private List<String> dimensions = List.of();

  @Option(
      names = "--ignore-file",
      paramLabel = "FILE",
      description =
          "Findings that are accepted: lines as in .mdisignore, or YAML. Repeat for several;"
              + " by default .mdisignore of the working directory, if there is one.")
  private List<Path> ignoreFiles = List.of();

  @Option(
      names = "--vex",
      paramLabel = "FILE",
      description = "VEX document (OpenVEX, CSAF or CycloneDX); repeat for several.")
  private List<Path> vexFiles = List.of();

  @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Which platform of an index.")
  private String platform;

  @Option(
      names = "--plain-http",
      paramLabel = "HOST",
      split = ",",
      description = "Registry to talk to without TLS, as host[:port].")
  private Set<String> plainHttp = Set.of();

  @Option(
      names = "--no-update",
      description = "Don't fetch an advisory database when there is none yet.")
  private boolean noUpdate;

  @Option(names = "--cache", paramLabel = "DIR", description = "Folder that keeps fetched layers.")
  private Path cache = LocalFolders.layers();

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on standard error.")
  private boolean quiet;

  /**
   * Scans, and judges what is found.
   *
   * @param target reference of an image, or path of an archive or folder
   * @param severities that findings are kept of
   * @param withComponents whether the packages are wanted too
   */
  Report scan(String target, Set<Severity> severities, boolean withComponents)
      throws IOException, InterruptedException {
    Progress progress = Progress.on(System.err, quiet);
    Platform wanted = platform == null ? null : Platform.parse(platform);
    LocalSuppressions suppressions = suppressions();
    try (LocalScan scan = open(progress)) {
      Report report = suppressions.apply(scan.run(target, wanted, dimensions, severities), target);
      return withComponents ? report.withComponents(scan.components()) : report;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } finally {
      progress.done();
    }
  }

  private LocalSuppressions suppressions() {
    try {
      return LocalSuppressions.read(
          Path.of(""), ignoreFiles, vexFiles, line -> System.err.println("mdis: " + line));
    } catch (IOException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private LocalScan open(Progress progress) throws IOException, InterruptedException {
    if (database != null && !Files.isRegularFile(database)) {
      throw new UsageException(
          "no advisory database at " + database + ": make one with mdis db update or db build");
    }
    Path file = database == null ? LocalFolders.advisories() : database;
    String absence = "";
    if (database == null && (dimensions.isEmpty() || dimensions.contains("vulnerability"))) {
      absence = noUpdate ? "updates are switched off" : new FirstUpdate(progress).run(file);
    }
    LocalKnowledge knowledge =
        new LocalKnowledge(file, absence, clamd.address(), samples(), LocalFolders.secretKey());
    return new LocalScan(knowledge, cache, plainHttp, progress::say);
  }

  private Path samples() {
    if (samples != null && !Files.isRegularFile(samples)) {
      throw new UsageException(
          "no library of samples at " + samples + ": make one with mdis samples import");
    }
    return samples == null ? LocalFolders.samples() : samples;
  }
}
