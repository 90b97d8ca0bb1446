package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which images a person looks for.
 *
 * @param text part of a name with its tag, or the beginning of a digest; empty for any
 * @param project first parts of a repository; empty for any
 * @param order of the list
 * @param atLeast severity that the worst finding has; empty for any, also none
 * @param dimension whose status is meant; empty for any one of them
 * @param statuses of which the dimension has one; empty for any
 * @param after where the page before ended; empty for the first page
 * @param limit images at most, 1 to {@value ImageQuery#MAX_LIMIT}
 */
public record ImageSearchQuery(
    Optional<String> text,
    Optional<String> project,
    ImageOrder order,
    Optional<Severity> atLeast,
    Optional<String> dimension,
    Set<DimensionStatus> statuses,
    Optional<ImageMark> after,
    int limit) {
  private static final int LONGEST = 512;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public ImageSearchQuery {
    statuses = Set.copyOf(statuses);
    if (limit < 1 || limit > ImageQuery.MAX_LIMIT) {
      throw ReportProblem.invalid("limit", "limit must be 1 to " + ImageQuery.MAX_LIMIT);
    }
    requireShort("text", text);
    requireShort("project", project);
    requireShort("dimension", dimension);
  }

  /** Whether an image may be left out. */
  boolean narrowed() {
    return text.isPresent() || project.isPresent() || atLeast.isPresent() || !statuses.isEmpty();
  }

  /** Whether an image is looked for. */
  boolean fits(ImageReport report) {
    return text.map(wanted -> named(report.image(), wanted.toLowerCase(Locale.ROOT))).orElse(true)
        && project.map(wanted -> in(report.image().repository(), wanted)).orElse(true)
        && atLeast
            .map(least -> report.worstSeverity().filter(it -> it.compareTo(least) >= 0).isPresent())
            .orElse(true)
        && (statuses.isEmpty() || stands(report));
  }

  private boolean stands(ImageReport report) {
    return report.dimensions().stream()
        .filter(one -> dimension.isEmpty() || one.dimension().equals(dimension.get()))
        .anyMatch(one -> statuses.contains(one.status()));
  }

  private static boolean named(ImageRecord image, String wanted) {
    String name = (image.registry() + "/" + image.repository()).toLowerCase(Locale.ROOT);
    String digest = image.digest().toString();
    return name.contains(wanted)
        || digest.startsWith(wanted)
        || digest.startsWith("sha256:" + wanted)
        || image.tags().stream()
            .anyMatch(tag -> (name + ":" + tag.toLowerCase(Locale.ROOT)).contains(wanted));
  }

  private static boolean in(String repository, String project) {
    String folder = project.endsWith("/") ? project : project + "/";
    return repository.startsWith(folder);
  }

  private static void requireShort(String field, Optional<String> value) {
    if (value.isPresent() && value.get().length() > LONGEST) {
      throw ReportProblem.invalid(field, field + " must have " + LONGEST + " characters at most");
    }
  }
}
