package io.mdis.ingest.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.ingest.Images;
import io.mdis.ingest.resolve.ImageResolver.Resolved;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventResolutionTest {

  private final List<String> steps = new ArrayList<>();
  private final ImageStore store =
      new ImageStore() {
        @Override
        public void save(ImageMessage image) {
          steps.add("save " + image.manifestDigest());
        }

        @Override
        public void delete(String registry, String name, String tag, Digest digest, Instant at) {
          steps.add("delete " + name + ":" + tag);
        }
      };
  private final PlatformImage image =
      new PlatformImage(Images.MANIFEST, Images.CONFIG, Images.PLATFORM, List.of(Images.LAYER));

  @Test
  void storesBeforeItPublishesAndTellsWhatWasSkipped() throws Exception {
    List<String> skipped =
        resolution(event -> new Resolved(List.of(image), List.of("an attestation")))
            .handle(event(ImageEvent.Kind.PUSH));

    assertThat(steps).containsExactly("save " + Images.MANIFEST, "publish PUSH e1");
    assertThat(skipped).containsExactly("an attestation");
  }

  @Test
  void deletesWithoutAskingTheRegistry() throws Exception {
    resolution(this::unavailable).handle(event(ImageEvent.Kind.DELETE));

    assertThat(steps).containsExactly("delete shop/api:1");
  }

  @Test
  void handsOnWhatTheRegistryFailsWith() {
    assertThatIOException()
        .isThrownBy(() -> resolution(this::unavailable).handle(event(ImageEvent.Kind.SUBMIT)))
        .withMessage("away");
    assertThat(steps).isEmpty();
  }

  private EventResolution resolution(ImageResolver resolver) {
    return new EventResolution(
        resolver,
        store,
        message -> steps.add("publish " + message.reason() + " " + message.eventId()),
        Clock.systemUTC());
  }

  private Resolved unavailable(ImageEvent event) throws IOException {
    throw new IOException("away");
  }

  private static ImageEvent event(ImageEvent.Kind kind) {
    return new ImageEvent(
        "e1", kind, "harbor", "reg.example.com", "shop/api", "1", null, null, Instant.EPOCH);
  }
}
