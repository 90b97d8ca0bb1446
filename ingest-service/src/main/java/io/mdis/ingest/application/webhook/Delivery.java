package io.mdis.ingest.application.webhook;

import io.mdis.ingest.application.PushedImage;
import java.util.List;

/**
 * What one delivery says.
 *
 * @param images to be looked at
 * @param ignored why parts of it, or all of it, are no matter for this service
 */
public record Delivery(List<PushedImage> images, List<String> ignored) {

  /** Copies what it is given. */
  public Delivery {
    images = List.copyOf(images);
    ignored = List.copyOf(ignored);
  }

  /** One image and nothing else. */
  public static Delivery of(PushedImage image) {
    return new Delivery(List.of(image), List.of());
  }

  /** No image, for that reason. */
  public static Delivery ignored(String reason) {
    return new Delivery(List.of(), List.of(reason));
  }
}
