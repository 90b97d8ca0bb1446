package io.mdis.report.store;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.Acknowledgement;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertChange;
import io.mdis.report.alert.AlertState;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Alerts and their changes as documents, and back. */
final class AlertDocuments {
  private AlertDocuments() {}

  static Document alert(Alert alert) {
    AlertMessage message = alert.message();
    // Evidence is named by others, and a name may have what a field's name must not.
    List<Document> evidence =
        message.evidence().entrySet().stream()
            .map(entry -> new Document("name", entry.getKey()).append("value", entry.getValue()))
            .toList();
    Document document =
        new Document("_id", alert.id())
            .append("raisedAs", message.id())
            .append("kind", message.kind())
            .append("image", message.image().toString())
            .append("references", message.references())
            .append("finding", message.finding())
            .append("severity", message.severity().name())
            .append("title", message.title())
            .append("reason", message.reason())
            .append("rulesVersion", message.rulesVersion())
            .append("at", Date.from(message.at()))
            .append("evidence", evidence)
            .append("state", alert.state().name());
    alert.closedAt().ifPresent(at -> document.append("closedAt", Date.from(at)));
    alert.closedReason().ifPresent(reason -> document.append("closedReason", reason));
    return document;
  }

  static Alert alert(Document document) {
    return new Alert(
        Fields.text(document, "_id"),
        message(document),
        Fields.value(AlertState.class, document, Fields.text(document, "state")),
        Optional.ofNullable(document.get("acknowledged", Document.class))
            .map(AlertDocuments::acknowledgement),
        Fields.optionalInstant(document, "closedAt"),
        Optional.ofNullable(Fields.text(document, "closedReason")));
  }

  static AlertMessage message(Document document) {
    Map<String, String> evidence = new TreeMap<>();
    for (Document entry : Fields.documents(document, "evidence")) {
      evidence.put(Fields.text(entry, "name"), Fields.text(entry, "value"));
    }
    return new AlertMessage(
        Fields.text(document, "raisedAs"),
        Fields.text(document, "kind"),
        Fields.digest(document, "image"),
        Fields.list(document, "references"),
        Fields.text(document, "finding"),
        Fields.value(Severity.class, document, Fields.text(document, "severity")),
        Fields.text(document, "title"),
        Fields.text(document, "reason"),
        Fields.text(document, "rulesVersion"),
        Fields.instant(document, "at"),
        evidence);
  }

  static Document change(AlertChange change) {
    return new Document("_id", new ObjectId())
        .append("at", Date.from(change.at()))
        .append("by", change.by())
        .append("alert", change.alert())
        .append("state", change.state().name())
        .append("comment", change.comment());
  }

  static AlertChange change(Document document) {
    return new AlertChange(
        Fields.instant(document, "at"),
        Fields.text(document, "by"),
        Fields.text(document, "alert"),
        Fields.value(AlertState.class, document, Fields.text(document, "state")),
        Fields.text(document, "comment"));
  }

  static Document acknowledgement(AlertChange change) {
    return new Document("by", change.by())
        .append("at", Date.from(change.at()))
        .append("comment", change.comment());
  }

  private static Acknowledgement acknowledgement(Document document) {
    return new Acknowledgement(
        Fields.text(document, "by"),
        Fields.instant(document, "at"),
        Fields.text(document, "comment"));
  }
}
