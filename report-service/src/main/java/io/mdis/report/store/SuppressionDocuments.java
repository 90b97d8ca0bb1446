package io.mdis.report.store;

import io.mdis.report.whitelist.StoredSuppression;
import io.mdis.report.whitelist.SuppressionChange;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionFields;
import java.util.Date;
import java.util.Locale;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Entries and their changes as documents, and back. */
final class SuppressionDocuments {
  private SuppressionDocuments() {}

  static StoredSuppression entry(Document document) {
    return new StoredSuppression(
        SuppressionFields.read(document.getString("_id"), document),
        revision(document),
        Fields.instant(document, "updatedAt"));
  }

  /** The entry after a change. */
  static Document entry(SuppressionChange change) {
    Document document =
        new Document("_id", change.entry())
            .append("revision", change.revision())
            .append("updatedAt", Date.from(change.at()))
            .append("names", change.after().scope().lookupKeys());
    document.putAll(SuppressionFields.of(change.after()));
    return document;
  }

  /** A name of a flaw as entries are looked up by it. */
  static String name(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static Document change(SuppressionChange change) {
    Document document =
        new Document("_id", new ObjectId())
            .append("at", Date.from(change.at()))
            .append("by", change.by())
            .append("action", change.action().name())
            .append("entry", change.entry())
            .append("revision", change.revision());
    if (change.before() != null) {
      document.append("before", new Document(SuppressionFields.of(change.before())));
    }
    if (change.after() != null) {
      document.append("after", new Document(SuppressionFields.of(change.after())));
    }
    return document;
  }

  static SuppressionChange change(Document document) {
    String entry = document.getString("entry");
    return new SuppressionChange(
        Fields.instant(document, "at"),
        Fields.text(document, "by"),
        entry,
        revision(document),
        entry(entry, document.get("before", Document.class)),
        entry(entry, document.get("after", Document.class)));
  }

  private static Suppression entry(String id, Document fields) {
    return fields == null ? null : SuppressionFields.read(id, fields);
  }

  private static long revision(Document document) {
    return document.get("revision") instanceof Number number ? number.longValue() : 0;
  }
}
