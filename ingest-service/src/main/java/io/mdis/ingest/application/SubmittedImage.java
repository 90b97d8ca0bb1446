package io.mdis.ingest.application;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.Platform;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;

/** Reads a manual submit: {@code {"reference": "host/repository[:tag][@digest]", "platform"}}. */
public final class SubmittedImage {

  private SubmittedImage() {}

  /** The image submitted; {@code latest} when the reference has neither tag nor digest. */
  public static PushedImage read(PayloadField payload) throws PayloadException {
    ImageName name = ImageName.read(payload.get("reference"));
    return new PushedImage(
        ImageEvent.Kind.SUBMIT,
        name.registry(),
        name.repository(),
        name.tag(),
        name.digest(),
        platform(payload.get("platform")));
  }

  private static Platform platform(PayloadField field) throws PayloadException {
    if (!field.isPresent()) {
      return null;
    }
    try {
      return Platform.parse(field.text());
    } catch (IllegalArgumentException e) {
      throw new PayloadException(field.path(), e.getMessage());
    }
  }
}
