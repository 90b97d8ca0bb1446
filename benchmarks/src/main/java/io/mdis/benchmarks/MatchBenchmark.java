package io.mdis.benchmarks;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanResult;
import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.importer.AdvisoryDatabaseBuilder;
import io.mdis.vulnerability.advisory.importer.BuildListener;
import io.mdis.vulnerability.distro.Distribution;
import io.mdis.vulnerability.inventory.InstalledPackage;
import io.mdis.vulnerability.inventory.Inventory;
import io.mdis.vulnerability.scan.InventoryJudge;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judging 300 real packages of an unpatched release 8, as a scan does whose layers are in the
 * store, beside reading the database's rows once; and the heap that stays in use with a database of
 * that distribution alone and with one of every source.
 */
public final class MatchBenchmark {
  private static final int PACKAGES = 300;
  private static final int RUNS = 50;

  private final PrintStream out = System.out;
  private final Path work;
  private final Path data;

  private MatchBenchmark(Path work, Path data) {
    this.work = work;
    this.data = data;
  }

  /** Takes the folder of real advisories and package lists; writes to a temporary folder. */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("mdis-match");
    try {
      new MatchBenchmark(work, Path.of(arguments[0])).run();
    } finally {
      TemporaryFolders.delete(work);
    }
  }

  private void run() throws Exception {
    Inventory inventory = inventory();
    measure("that distribution alone", data.resolve("advisories/osv/AlmaLinux"), inventory);
    measure("every source", data.resolve("advisories"), inventory);
  }

  private void measure(String what, Path advisories, Inventory inventory) throws Exception {
    Path file = work.resolve(what.replace(' ', '-') + ".db");
    new AdvisoryDatabaseBuilder().build(advisories, file, BuildListener.SILENT);
    long before = usedAfterCollection();
    try (AdvisoryDatabase database = AdvisoryDatabase.open(file)) {
      InventoryJudge judge = new InventoryJudge(database);
      double first = milliseconds(() -> judge.judge("benchmark", inventory));
      double[] times = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        times[i] = milliseconds(() -> judge.judge("benchmark", inventory));
      }
      Arrays.sort(times);
      ScanResult result = judge.judge("benchmark", inventory);
      double all = milliseconds(() -> readAll(file));
      out.printf(
          Locale.ROOT,
          "%s, %.1f MiB: %d packages, %d findings: first %.1f ms, median %.1f ms; reading every row"
              + " %.1f ms, ratio %.3f; heap in use grew by %.1f MiB%n",
          what,
          Files.size(file) / 1048576.0,
          PACKAGES,
          result.findings().size(),
          first,
          times[RUNS / 2],
          all,
          times[RUNS / 2] / all,
          (usedAfterCollection() - before) / 1048576.0);
    }
  }

  private Inventory inventory() throws IOException {
    Path list = data.resolve("rpmdb/package-lists/centos8-modularity.tsv");
    List<Inventory.Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(list).subList(1, PACKAGES + 1)) {
      String[] cells = line.split("\t", -1);
      String epoch = cells[1].isEmpty() || cells[1].equals("0") ? "" : cells[1] + ":";
      String version = epoch + cells[2] + "-" + cells[3];
      String source = cells[5].replaceFirst("-[^-]+-[^-]+$", "");
      entries.add(
          new Inventory.Entry(
              new InstalledPackage("rpm", cells[0], version, cells[4], source, version, cells[6]),
              Digest.sha256("0".repeat(64)),
              "var/lib/rpm/Packages"));
    }
    return new Inventory(
        Optional.of(new Distribution("almalinux", "8.3", "")),
        List.of("var/lib/rpm/Packages"),
        entries,
        List.of());
  }

  private static long readAll(Path file) throws Exception {
    long bytes = 0;
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var query = connection.prepareStatement("select ecosystem, package, ranges from affected");
        var rows = query.executeQuery()) {
      while (rows.next()) {
        bytes += rows.getString(1).length() + rows.getString(2).length();
        bytes += rows.getString(3).length();
      }
    }
    return bytes;
  }

  private static double milliseconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private interface Work {
    Object run() throws Exception;
  }
}
