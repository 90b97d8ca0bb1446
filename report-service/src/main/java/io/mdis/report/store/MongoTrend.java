package io.mdis.report.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Severity;
import io.mdis.report.dashboard.DayCounts;
import io.mdis.report.dashboard.Trend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** The counts of each day in MongoDB; the day is the id, so the last days are read by it. */
public final class MongoTrend implements Trend {
  private final MongoCollection<Document> days;

  /** Reads and writes the given database. */
  public MongoTrend(MongoDatabase database) {
    this.days = database.getCollection(Collections.DAYS);
  }

  @Override
  public void keep(DayCounts counts) {
    Document worst = new Document();
    counts.worst().forEach((severity, images) -> worst.append(severity.name(), images));
    String day = counts.day().toString();
    days.replaceOne(
        eq("_id", day),
        new Document("_id", day)
            .append("at", Date.from(counts.at()))
            .append("images", counts.images())
            .append("worst", worst)
            .append("clean", counts.clean())
            .append("incomplete", counts.incomplete()),
        new ReplaceOptions().upsert(true));
  }

  @Override
  public List<DayCounts> last(int most) {
    List<DayCounts> found = new ArrayList<>();
    for (Document document : days.find().sort(descending("_id")).limit(most)) {
      found.add(counts(document));
    }
    return found.reversed();
  }

  private static DayCounts counts(Document document) {
    Map<Severity, Long> worst = new EnumMap<>(Severity.class);
    document
        .get("worst", Document.class)
        .forEach(
            (name, images) ->
                worst.put(
                    Fields.value(Severity.class, document, name), ((Number) images).longValue()));
    return new DayCounts(
        LocalDate.parse(Fields.text(document, "_id")),
        Fields.instant(document, "at"),
        number(document, "images"),
        worst,
        number(document, "clean"),
        number(document, "incomplete"));
  }

  private static long number(Document document, String key) {
    return document.get(key) instanceof Number number ? number.longValue() : 0;
  }
}
