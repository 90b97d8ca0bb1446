package io.mdis.ingest.store;

import io.mdis.ingest.crawl.Crawl;
import io.mdis.ingest.crawl.CrawlCounts;
import io.mdis.ingest.crawl.CrawlPosition;
import java.util.Date;
import org.bson.Document;

/** The form of crawls in the store. */
final class CrawlDocuments {
  private CrawlDocuments() {}

  static Document write(Crawl crawl) {
    CrawlPosition at = crawl.position();
    CrawlCounts counts = crawl.counts();
    return new Document("_id", crawl.id())
        .append("registry", crawl.registry())
        .append("state", crawl.state().name())
        .append("requestedAt", Date.from(crawl.requestedAt()))
        .append("requestedBy", crawl.requestedBy())
        .append("finishedAt", crawl.finishedAt() == null ? null : Date.from(crawl.finishedAt()))
        .append("nextRepositories", at.nextRepositories())
        .append("listed", at.listed())
        .append("waiting", at.waiting())
        .append("nextImages", at.nextImages())
        .append("seen", at.images())
        .append("closing", at.closing())
        .append("closedUpTo", at.closedUpTo())
        .append("repositories", counts.repositories())
        .append("images", counts.images())
        .append("published", counts.published())
        .append("closed", counts.closed())
        .append("problems", counts.problems())
        .append("problem", counts.problem());
  }

  static Crawl read(Document document) {
    Date finished = document.getDate("finishedAt");
    return new Crawl(
        document.getString("_id"),
        document.getString("registry"),
        Crawl.State.valueOf(document.getString("state")),
        document.getDate("requestedAt").toInstant(),
        document.getString("requestedBy"),
        new CrawlPosition(
            document.getString("nextRepositories"),
            document.getBoolean("listed"),
            document.getList("waiting", String.class),
            document.getString("nextImages"),
            (int) number(document, "seen"),
            document.getBoolean("closing"),
            document.getString("closedUpTo")),
        new CrawlCounts(
            number(document, "repositories"),
            number(document, "images"),
            number(document, "published"),
            number(document, "closed"),
            number(document, "problems"),
            document.getString("problem")),
        finished == null ? null : finished.toInstant());
  }

  private static long number(Document document, String field) {
    return ((Number) document.get(field)).longValue();
  }
}
