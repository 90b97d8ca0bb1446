package io.mdis.worker.suppress;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionFields;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import io.mdis.worker.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/** Writes entries as the report service does: the entry first, the version after it. */
public record StoredSuppressions(TestDatabase database) {

  public static SuppressionScope ofFlaw(String vulnerability) {
    return SuppressionScope.of(vulnerability);
  }

  public static SuppressionScope ofImage(String vulnerability, String image) {
    return new SuppressionScope(vulnerability, List.of(), null, null, null, image, null);
  }

  public void put(String id, long revision, SuppressionScope scope, Instant expires) {
    put(id, revision, scope, SuppressionStatus.ACCEPTED, expires);
  }

  public void put(
      String id, long revision, SuppressionScope scope, SuppressionStatus status, Instant expires) {
    Suppression entry =
        new Suppression(
            id,
            scope,
            status,
            "reason " + revision,
            null,
            "ann",
            Instant.parse("2026-01-01T00:00:00Z"),
            expires,
            Origin.REST,
            null);
    Document document =
        new Document("_id", id)
            .append("revision", revision)
            .append("updatedAt", java.util.Date.from(Instant.EPOCH));
    document.putAll(SuppressionFields.of(entry));
    database
        .collection(Collections.SUPPRESSIONS)
        .replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    changed();
  }

  public void remove(String id) {
    database.collection(Collections.SUPPRESSIONS).deleteOne(Filters.eq("_id", id));
    changed();
  }

  private void changed() {
    database
        .collection(Collections.SUPPRESSION_STATE)
        .updateOne(
            Filters.eq("_id", "version"),
            Updates.inc("version", 1L),
            new UpdateOptions().upsert(true));
  }
}
