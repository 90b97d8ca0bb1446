package io.mdis.ingest.application;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.Platform;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;

/** Reads a manual submit: {@code {"reference": "host/repository[:tag][@digest]", "platform"}}. */
public final class SubmittedImage {

  private SubmittedImage() {}

  /** The image submitted; {@code latest} when the reference has neither tag nor digest. */
  public static PushedImage read(PayloadField payload) throws PayloadException {
    PayloadField field = payload.get("reference");
    String reference = field.text();
    int slash = reference.indexOf('/');
    if (slash <= 0 || !isHost(reference.substring(0, slash))) {
      throw new PayloadException(
          field.path(), "must begin with the registry, as in registry.example.com/team/app:1.0");
    }
    String rest = reference.substring(slash + 1);
    int at = rest.indexOf('@');
    Digest digest = at < 0 ? null : digest(field, rest.substring(at + 1));
    String name = at < 0 ? rest : rest.substring(0, at);
    int colon = name.lastIndexOf(':');
    String tag = colon < 0 ? null : name.substring(colon + 1);
    return Checked.image(
        new PushedImage(
            ImageEvent.Kind.SUBMIT,
            reference.substring(0, slash),
            colon < 0 ? name : name.substring(0, colon),
            tag == null && digest == null ? "latest" : tag,
            digest,
            platform(payload.get("platform"))),
        field.path());
  }

  private static boolean isHost(String text) {
    return text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.equals("localhost");
  }

  private static Digest digest(PayloadField field, String text) throws PayloadException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(field.path(), e.getMessage());
    }
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
