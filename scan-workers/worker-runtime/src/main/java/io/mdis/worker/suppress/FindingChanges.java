package io.mdis.worker.suppress;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.suppression.Decision;
import io.mdis.suppression.ImageSubject;
import io.mdis.suppression.ImageSuppressions;
import io.mdis.suppression.Suppressions;
import io.mdis.worker.store.SuppressionDocuments;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Writes what entries say now into stored findings, and tells what follows from it. */
final class FindingChanges {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Suppressions suppressions;
  private final ImageSubjects images;
  private final AppliedEntries applied;
  private final EventPublisher publisher;
  private final Instant now;
  private final MongoCollection<Document> findings;
  private final ResultRecount recount;
  private int count;

  FindingChanges(
      MongoDatabase database,
      Suppressions suppressions,
      ImageSubjects images,
      AppliedEntries applied,
      String dimension,
      EventPublisher publisher,
      Instant now) {
    this.suppressions = suppressions;
    this.images = images;
    this.applied = applied;
    this.publisher = publisher;
    this.now = now;
    this.findings = database.getCollection(Collections.FINDINGS);
    this.recount = new ResultRecount(database, dimension);
  }

  int count() {
    return count;
  }

  /**
   * Judges some findings. Alerts go out before the findings change, and the images are noted before
   * that too: whenever this is cut off, the next run does the rest.
   */
  void judge(List<Document> some) throws IOException {
    Set<String> digests =
        some.stream().map(found -> found.getString("image")).collect(Collectors.toSet());
    Map<String, ImageSubject> subjects = images.of(digests);
    Map<String, ImageSuppressions> asked = new HashMap<>();
    List<WriteModel<Document>> writes = new ArrayList<>();
    Map<String, AlertMessage> alerts = new LinkedHashMap<>();
    Set<String> touched = new TreeSet<>();
    for (Document finding : some) {
      String image = finding.getString("image");
      ImageSubject subject = subjects.getOrDefault(image, images.subject(List.of()));
      Optional<Decision> decision =
          asked
              .computeIfAbsent(image, digest -> suppressions.on(subject))
              .decide(SuppressionDocuments.subject(finding), now);
      Document said = SuppressionDocuments.of(decision);
      if (same(finding, said)) {
        continue;
      }
      writes.add(new UpdateOneModel<>(Filters.eq("_id", finding.getString("_id")), update(said)));
      touched.add(image);
      if (!said.containsKey("suppression")) {
        ReturnedFinding.of(finding, now)
            .map(returned -> returned.alert(subject, now))
            .ifPresent(alert -> alerts.putIfAbsent(alert.id(), alert));
      }
    }
    if (writes.isEmpty()) {
      return;
    }
    for (AlertMessage alert : alerts.values()) {
      publisher.publish(Topics.ALERTS, alert.image().toString(), alert, PATIENCE);
    }
    applied.pending(touched);
    findings.bulkWrite(writes);
    count += writes.size();
    finish(touched);
  }

  /** Finishes what an earlier run was cut off in. */
  void finishPending() throws IOException {
    List<String> left = applied.pending();
    if (!left.isEmpty()) {
      finish(left);
    }
  }

  private void finish(Collection<String> digests) throws IOException {
    for (String image : digests) {
      Optional<ScanResultMessage> message = recount.count(image);
      if (message.isPresent()) {
        publisher.publish(Topics.SCAN_RESULTS, image, message.get(), PATIENCE);
      }
    }
    applied.pending(List.of());
  }

  private static boolean same(Document finding, Document said) {
    return Objects.equals(finding.get("suppression"), said.get("suppression"))
        && Objects.equals(finding.get("note"), said.get("note"));
  }

  private static Bson update(Document said) {
    List<Bson> updates = new ArrayList<>();
    for (String field : List.of("suppression", "note")) {
      updates.add(
          said.containsKey(field) ? Updates.set(field, said.get(field)) : Updates.unset(field));
    }
    return Updates.combine(updates);
  }
}
