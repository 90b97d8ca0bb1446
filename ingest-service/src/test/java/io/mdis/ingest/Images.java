package io.mdis.ingest;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import java.time.Instant;
import java.util.List;

/** Images for tests. */
public final class Images {

  public static final Digest MANIFEST = Digest.sha256("a".repeat(64));
  public static final Digest CONFIG = Digest.sha256("b".repeat(64));
  public static final Platform PLATFORM = Platform.parse("linux/amd64");
  public static final LayerDescriptor LAYER =
      new LayerDescriptor(
          Digest.sha256("c".repeat(64)),
          Digest.sha256("d".repeat(64)),
          "application/vnd.oci.image.layer.v1.tar+gzip",
          7);

  private Images() {}

  /** The image of that tag, resolved at that time. */
  public static ImageMessage message(String tag, Instant at) {
    return new ImageMessage(
        "reg.example.com",
        "shop/api",
        tag,
        MANIFEST,
        CONFIG,
        PLATFORM,
        List.of(LAYER),
        ImageMessage.Reason.PUSH,
        "event",
        at);
  }
}
