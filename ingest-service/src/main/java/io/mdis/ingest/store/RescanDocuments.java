package io.mdis.ingest.store;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageDocument;
import io.mdis.contracts.ImageMessage;
import io.mdis.ingest.rescan.ImageSelection;
import io.mdis.ingest.rescan.Rescan;
import io.mdis.ingest.rescan.RescanRequest;
import java.util.Date;
import org.bson.Document;

/** The forms of rescans, and of the images that they mean, in the store. */
final class RescanDocuments {
  private RescanDocuments() {}

  static Document write(Rescan rescan) {
    RescanRequest request = rescan.request();
    ImageSelection images = request.images();
    return new Document("_id", rescan.id())
        .append("digest", images.digest() == null ? null : images.digest().toString())
        .append("registry", images.registry())
        .append("repository", images.repository())
        .append("tag", images.tag())
        .append("reason", request.reason().name())
        .append("dimensions", request.dimensions())
        .append("state", rescan.state().name())
        .append("requestedAt", Date.from(rescan.requestedAt()))
        .append("requestedBy", rescan.requestedBy())
        .append("matched", rescan.matched())
        .append("published", rescan.published())
        .append("after", rescan.after());
  }

  static Rescan read(Document document) {
    Date finished = document.getDate("finishedAt");
    return new Rescan(
        document.getString("_id"),
        new RescanRequest(
            new ImageSelection(
                digest(document.getString("digest")),
                document.getString("registry"),
                document.getString("repository"),
                document.getString("tag")),
            ImageMessage.Reason.valueOf(document.getString("reason")),
            document.getList("dimensions", String.class)),
        Rescan.State.valueOf(document.getString("state")),
        document.getDate("requestedAt").toInstant(),
        document.getString("requestedBy"),
        ((Number) document.get("matched")).longValue(),
        ((Number) document.get("published")).longValue(),
        document.getString("after"),
        finished == null ? null : finished.toInstant());
  }

  /** All images of a rescan are asked for at its time: what they share is read once. */
  static ImageMessage message(Document image, Rescan rescan) {
    return ImageDocument.message(
        image,
        rescan.request().reason(),
        rescan.id(),
        rescan.requestedAt(),
        rescan.request().dimensions());
  }

  private static Digest digest(String text) {
    return text == null ? null : Digest.parse(text);
  }
}
