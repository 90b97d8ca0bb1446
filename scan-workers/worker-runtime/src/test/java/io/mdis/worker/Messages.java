package io.mdis.worker;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Platform;
import java.time.Instant;
import java.util.List;

/** Messages that name an image. */
public final class Messages {
  private Messages() {}

  /** Of an image whose digest follows from its name. */
  public static ImageMessage image(String name) {
    Digest digest = FakeSource.digestOf(name);
    return new ImageMessage(
        "registry.test",
        name,
        "1",
        digest,
        digest,
        Platform.parse("linux/amd64"),
        List.of(),
        ImageMessage.Reason.PUSH,
        "event-" + name,
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  /** That image, to be scanned again for that reason along those dimensions. */
  public static ImageMessage again(
      String name, ImageMessage.Reason reason, Instant requestedAt, String... dimensions) {
    ImageMessage image = image(name);
    return new ImageMessage(
        image.registry(),
        image.repository(),
        image.tag(),
        image.manifestDigest(),
        image.configDigest(),
        image.platform(),
        image.layers(),
        reason,
        image.eventId(),
        requestedAt,
        List.of(dimensions));
  }
}
