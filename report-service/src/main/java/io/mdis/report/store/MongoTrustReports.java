package io.mdis.report.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.messaging.JsonCodec;
import io.mdis.report.trust.TamperEvidence;
import io.mdis.report.trust.TrustReports;
import io.mdis.report.trust.TrustedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Reads what the trust service wrote, along its indexes. */
public final class MongoTrustReports implements TrustReports {
  private static final long MAX_QUERY_SECONDS = 20;
  private final MongoDatabase database;

  /** Reads from the given database. */
  public MongoTrustReports(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public List<TrustedHost> hosts(int most) {
    List<TrustedHost> hosts = new ArrayList<>();
    for (Document document :
        database
            .getCollection(Collections.TRUST_HOSTS)
            .find()
            .sort(ascending("_id"))
            .limit(most)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      hosts.add(
          new TrustedHost(
              Fields.text(document, "_id"),
              Fields.instant(document, "enrolledAt"),
              Fields.optionalInstant(document, "lastReportAt"),
              Fields.optionalInstant(document, "revokedAt"),
              Fields.documents(document, "certificates").stream()
                  .map(certificate -> Fields.instant(certificate, "notAfter"))
                  .max(Comparator.naturalOrder())));
    }
    return hosts;
  }

  @Override
  public List<TamperEvidence> evidence(int most) {
    List<TamperEvidence> found = new ArrayList<>(evidence(true, most));
    if (found.size() < most) {
      found.addAll(evidence(false, most - found.size()));
    }
    return found;
  }

  @Override
  public long measured() {
    return database.getCollection(Collections.TRUST_BASELINES).estimatedDocumentCount();
  }

  @Override
  public long audited() {
    return database.getCollection(Collections.TRUST_AUDIT).estimatedDocumentCount();
  }

  private List<TamperEvidence> evidence(boolean open, int most) {
    List<TamperEvidence> found = new ArrayList<>();
    for (Document document :
        database
            .getCollection(Collections.TRUST_ALERTS)
            .find(eq("open", open))
            .sort(descending("raisedAt"))
            .limit(most)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      found.add(evidence(document, open));
    }
    return found;
  }

  private static TamperEvidence evidence(Document document, boolean open) {
    AlertMessage message = message(document);
    return new TamperEvidence(
        Optional.ofNullable(Fields.text(document, "host")).orElse(""),
        message.image().toString(),
        message.title(),
        message.evidence(),
        open,
        Fields.instant(document, "raisedAt"),
        Fields.instant(document, "lastAt"),
        Fields.number(document, "times"),
        Fields.optionalInstant(document, "restoredAt"));
  }

  private static AlertMessage message(Document document) {
    try {
      return JsonCodec.decode(
          Fields.text(document, "message").getBytes(StandardCharsets.UTF_8), AlertMessage.class);
    } catch (IOException e) {
      throw new IllegalStateException("stored alert " + document.get("_id") + " cannot be read", e);
    }
  }
}
