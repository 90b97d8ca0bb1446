package io.mdis.standalone.doctor;

import io.mdis.standalone.doctor.Examination.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs every check at once, each for a bounded time. */
public final class Doctor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Check> checks;

  private Doctor(List<Check> checks) {
    this.checks = checks;
  }

  /** With the checks that these options call for. */
  public static Doctor of(DoctorOptions options) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(MachineChecks.of(options));
    checks.addAll(KnowledgeChecks.of(options));
    checks.addAll(NeighbourChecks.of(options));
    return new Doctor(checks);
  }

  /** Looks at everything; throws when interrupted. */
  public Examination examine() throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Diagnosis>> running =
          checks.stream().map(check -> threads.submit(check.look()::run)).toList();
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        Diagnosis found = await(running.get(i));
        lines.add(new Line(checks.get(i).name(), found.level(), found.found(), found.remedy()));
      }
      return Examination.of(lines);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Diagnosis await(Future<Diagnosis> running) throws InterruptedException {
    try {
      return running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Diagnosis.fail(
          "no answer within " + PATIENCE.toSeconds() + " s",
          "look whether it runs, and whether a firewall lies between");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return Diagnosis.fail(what, "see what is told here; MDIS_TRACE=1 with serve tells more");
    }
  }
}
