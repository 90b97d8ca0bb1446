package io.mdis.trust.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Collections;
import io.mdis.fixtures.CraftedImage;
import io.mdis.messaging.BrokerUnavailableException;
import io.mdis.messaging.EventPublisher;
import io.mdis.trust.Requests;
import io.mdis.trust.TestDatabase;
import io.mdis.trust.store.TrustStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingBaselinesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  /** Nobody listens there. */
  private static final String NO_BROKER = "127.0.0.1:1";

  @TempDir Path folder;

  @Test
  void anImageThatTheBrokerDidNotTakeIsTriedAgainAtOnce() throws Exception {
    try (TestDatabase database = new TestDatabase(folder);
        EventPublisher publisher = new EventPublisher(NO_BROKER)) {
      database.collection(Collections.IMAGES).insertOne(accepted());
      TrustStores stores = TrustStores.of(database.database());
      MissingBaselines missing =
          new MissingBaselines(stores.images(), stores.baselines(), publisher);

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> missing.run(NOW, NOW))
            .as("run %d", i)
            .isInstanceOf(BrokerUnavailableException.class);
      }
    }
  }

  /** As ingest-service writes it. */
  private static Document accepted() {
    return new Document("_id", Requests.IMAGE.digest().toString())
        .append("registry", "registry.example.org")
        .append("repository", "app")
        .append("tags", List.of("1"))
        .append("configDigest", CraftedImage.digest(Requests.IMAGE.config()).toString())
        .append("platform", "linux/amd64")
        .append("layers", List.of())
        .append("eventId", "event")
        .append("acceptedAt", Date.from(NOW.minusSeconds(1)));
  }
}
