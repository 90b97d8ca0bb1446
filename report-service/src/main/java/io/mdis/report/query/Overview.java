package io.mdis.report.query;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest results of an image in short, kept so that a list of images needs one read for each
 * page.
 *
 * @param image manifest digest
 * @param dimensions the latest result of each, by name
 * @param updatedAt when the last result that counted had finished, UTC
 */
public record Overview(Digest image, Map<String, DimensionReport> dimensions, Instant updatedAt) {
  private static final int MOST_REASONS = 5;
  private static final int LONGEST_MESSAGE = 500;
  private static final long WEIGHT_OF_SEVERITY = 1_000_000;

  /** The dimensions are kept sorted by name. */
  public Overview {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }

  /** Nothing is known yet. */
  public static Overview empty(Digest image) {
    return new Overview(image, Map.of(), Instant.EPOCH);
  }

  /**
   * Takes a result in. The same message taken in twice changes nothing, and neither does one that
   * finished before the result that is already there. Times are kept to the millisecond, as the
   * store does.
   */
  public Overview with(ScanResultMessage message) {
    DimensionReport before = dimensions.get(message.dimension());
    Instant finished = message.finishedAt().truncatedTo(ChronoUnit.MILLIS);
    if (before != null && before.finishedAt().isAfter(finished)) {
      return this;
    }
    Map<String, DimensionReport> next = new TreeMap<>(dimensions);
    next.put(message.dimension(), shortened(message, finished));
    Instant latest = finished.isAfter(updatedAt) ? finished : updatedAt;
    return new Overview(image, next, latest);
  }

  /** Ordinal of the worst severity found; -1 when nothing was found. */
  public int worstSeverityRank() {
    var counts =
        SeverityCounts.sum(dimensions.values().stream().map(DimensionReport::counts).toList());
    return SeverityCounts.worst(counts).map(Enum::ordinal).orElse(-1);
  }

  /**
   * How bad it is, to sort images by: by the worst severity, then by how many findings have it. 0
   * when nothing was found.
   */
  public long weight() {
    var counts =
        SeverityCounts.sum(dimensions.values().stream().map(DimensionReport::counts).toList());
    return SeverityCounts.worst(counts)
        .map(worst -> weight(worst) + Math.min(counts.get(worst), WEIGHT_OF_SEVERITY - 1))
        .orElse(0L);
  }

  /** The least weight of an image whose worst finding has that severity. */
  @SuppressWarnings("EnumOrdinal") // Overviews keep the rank as the ordinal, as findings do.
  public static long weight(Severity worst) {
    return (worst.ordinal() + 1) * WEIGHT_OF_SEVERITY;
  }

  private static DimensionReport shortened(ScanResultMessage message, Instant finished) {
    List<ScanReason> reasons =
        message.reasons().stream()
            .limit(MOST_REASONS)
            .map(reason -> new ScanReason(cut(reason.code()), cut(reason.message())))
            .toList();
    return new DimensionReport(
        message.dimension(),
        DimensionStatus.of(message.status()),
        reasons,
        message.counts(),
        message.suppressed(),
        null,
        null,
        Map.of(),
        finished);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }
}
