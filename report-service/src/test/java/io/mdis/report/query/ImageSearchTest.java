package io.mdis.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageSearchTest {
  private static final int IMAGES = 5_000;
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  /** Every tenth image is deleted; one of a thousand is of the team "rare". */
  private static final class Images implements ImageWalk, ReportSource {
    private int walked;

    @Override
    public List<Step> next(
        ImageOrder order, Optional<Severity> atLeast, Optional<ImageMark> after, int most) {
      int from = after.map(mark -> IMAGES - (int) mark.key()).orElse(0);
      List<Step> steps =
          IntStream.range(from, Math.min(IMAGES, from + most)).mapToObj(Images::step).toList();
      walked += steps.size();
      return steps;
    }

    private static Step step(int number) {
      return new Step(
          new ImageMark(IMAGES - number - 1L, Seed.digest(number)),
          number % 10 == 9 ? Optional.empty() : Optional.of(record(number)));
    }

    private static ImageRecord record(int number) {
      String repository = (number % 1_000 == 700 ? "rare" : "team") + "/app-" + number;
      return new ImageRecord(
          Seed.digest(number),
          "registry.example",
          repository,
          List.of("1." + number),
          null,
          null,
          List.of(),
          TIME,
          null);
    }

    @Override
    public List<ImageRecord> images(ImageQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ImageRecord> image(Digest digest) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Digest, List<DimensionReport>> results(Collection<Digest> images) {
      return Map.of();
    }

    @Override
    public Map<Digest, Overview> overviews(Collection<Digest> images) {
      Map<Digest, Overview> overviews = new HashMap<>();
      for (Digest digest : images) {
        if (!digest.equals(Seed.digest(3))) {
          overviews.put(digest, overview(digest));
        }
      }
      return overviews;
    }

    private static Overview overview(Digest digest) {
      boolean bad = digest.equals(Seed.digest(5));
      return new Overview(
          digest,
          Map.of(
              "malware",
              new DimensionReport(
                  "malware",
                  bad ? DimensionStatus.PARTIAL : DimensionStatus.SUCCEEDED,
                  bad ? List.of(new ScanReason("a", "b")) : List.of(),
                  bad ? Map.of(Severity.CRITICAL, 1) : Map.of(),
                  0,
                  null,
                  null,
                  Map.of(),
                  TIME)),
          TIME);
    }

    @Override
    public FindingPage findings(Digest image, FindingQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RejectionPage rejections(PageQuery query) {
      throw new UnsupportedOperationException();
    }
  }

  private final Images images = new Images();
  private final ImageSearch search =
      new ImageSearch(images, new Reports(images, List.of("malware")));

  @Test
  void pagesThroughAllThatAreNotDeletedEachOnce() {
    List<String> found = all(query(Optional.empty(), Optional.empty(), 200));
    assertThat(found).hasSize(IMAGES * 9 / 10).doesNotHaveDuplicates();
  }

  @Test
  void aPageReadsNoMoreThanItShows() {
    ImageSearchPage page = search.find(query(Optional.empty(), Optional.empty(), 50));
    assertThat(page.images()).hasSize(50);
    assertThat(images.walked).isLessThan(120);
  }

  @Test
  void aRareNameIsFoundOverSeveralPagesOfBoundedWork() {
    ImageSearchPage first = search.find(query(Optional.of("RARE/"), Optional.empty(), 50));
    assertThat(images.walked).isLessThanOrEqualTo(3_000);
    assertThat(first.images()).hasSize(3);
    assertThat(first.next()).isPresent();
    assertThat(all(query(Optional.of("rare/"), Optional.empty(), 50))).hasSize(5);
  }

  @Test
  void narrowsByTagDigestProjectAndStatus() {
    assertThat(all(query(Optional.of("app-77:1.77"), Optional.empty(), 50)))
        .containsExactly(Seed.digest(77).toString());
    String digest = Seed.digest(77).toString();
    for (String begin : List.of(digest, digest.substring(0, 20), digest.substring(7, 20))) {
      assertThat(all(query(Optional.of(begin), Optional.empty(), 50))).containsExactly(digest);
    }
    assertThat(all(query(Optional.empty(), Optional.of("rare"), 50))).hasSize(5);
    assertThat(all(query(Optional.empty(), Optional.of("rar"), 50))).isEmpty();
    assertThat(all(status(DimensionStatus.PENDING))).containsExactly(Seed.digest(3).toString());
    assertThat(all(status(DimensionStatus.PARTIAL))).containsExactly(Seed.digest(5).toString());
  }

  private List<String> all(ImageSearchQuery query) {
    List<String> found = new ArrayList<>();
    ImageSearchQuery next = query;
    while (true) {
      ImageSearchPage page = search.find(next);
      page.images().forEach(report -> found.add(report.image().digest().toString()));
      if (page.next().isEmpty()) {
        return found;
      }
      next =
          new ImageSearchQuery(
              query.text(),
              query.project(),
              query.order(),
              query.atLeast(),
              query.dimension(),
              query.statuses(),
              Optional.of(ImageMark.parse(page.next().get().text())),
              query.limit());
    }
  }

  private static ImageSearchQuery query(
      Optional<String> text, Optional<String> project, int limit) {
    return new ImageSearchQuery(
        text,
        project,
        ImageOrder.NEWEST,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        limit);
  }

  private static ImageSearchQuery status(DimensionStatus status) {
    return new ImageSearchQuery(
        Optional.empty(),
        Optional.empty(),
        ImageOrder.NEWEST,
        Optional.empty(),
        Optional.of("malware"),
        Set.of(status),
        Optional.empty(),
        50);
  }
}
