package io.mdis.history.threat;

import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Whether the times of a history can be true. The first of each kind is told. */
final class TimeCheck implements HistoryCheck {
  /** The first public version of Docker, 0.1.0. */
  private static final Instant DOCKER = Instant.parse("2013-03-20T00:00:00Z");

  private static final Duration TOLERANCE = Duration.ofDays(1);
  private static final Duration STEP_BACK = Duration.ofMinutes(1);

  private final RuleBook book;
  private final Clock clock;

  TimeCheck(RuleBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  @Override
  public void look(RebuiltDockerfile file, Consumer<Remark> found) {
    Instant latest = clock.instant().plus(TOLERANCE);
    Instruction future = null;
    Instruction ancient = null;
    Instruction back = null;
    Instant before = null;
    for (Instruction instruction : file.instructions()) {
      Instant created = instruction.created();
      if (created == null || conventional(created)) {
        continue;
      }
      if (future == null && created.isAfter(latest)) {
        future = instruction;
      }
      if (ancient == null && created.isBefore(DOCKER)) {
        ancient = instruction;
      }
      if (back == null && before != null && created.isBefore(before.minus(STEP_BACK))) {
        back = instruction;
        String evidence = created + " after " + before;
        found.accept(Remark.of(book.get("time-backwards"), instruction, evidence));
      }
      before = created;
    }
    if (future != null) {
      found.accept(Remark.of(book.get("time-in-future"), future, future.created().toString()));
    }
    if (ancient != null) {
      found.accept(
          Remark.of(book.get("time-before-docker"), ancient, ancient.created().toString()));
    }
  }

  /**
   * Times that tools write to say nothing: Go's zero time (Kaniko), the Unix epoch (Bazel, Jib, ko)
   * and the first of January 1980, the earliest of a zip file (Buildpacks, Nix).
   */
  static boolean conventional(Instant created) {
    OffsetDateTime time = created.atOffset(ZoneOffset.UTC);
    boolean year = time.getYear() == 1 || time.getYear() == 1970 || time.getYear() == 1980;
    return year && time.getDayOfYear() == 1 && time.toLocalTime().toSecondOfDay() <= 1;
  }
}
