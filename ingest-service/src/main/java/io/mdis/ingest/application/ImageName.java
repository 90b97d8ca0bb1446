package io.mdis.ingest.application;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;

/**
 * What a person calls an image: {@code host/repository[:tag][@digest]}.
 *
 * @param registry host and optional port
 * @param repository path below the registry
 * @param tag {@code latest} when there is neither tag nor digest; else null when there is none
 * @param digest null when there is none
 */
public record ImageName(String registry, String repository, String tag, Digest digest) {

  /** The name that a field holds; its parts are well formed. */
  public static ImageName read(PayloadField field) throws PayloadException {
    String reference = field.text();
    int slash = reference.indexOf('/');
    if (slash <= 0 || !isHost(reference.substring(0, slash))) {
      throw new PayloadException(
          field.path(), "must begin with the registry, as in registry.example.com/team/app:1.0");
    }
    String rest = reference.substring(slash + 1);
    int at = rest.indexOf('@');
    Digest digest = at < 0 ? null : field.digest(rest.substring(at + 1));
    String name = at < 0 ? rest : rest.substring(0, at);
    int colon = name.lastIndexOf(':');
    String tag = colon < 0 ? null : name.substring(colon + 1);
    PushedImage checked =
        Checked.image(
            new PushedImage(
                ImageEvent.Kind.SUBMIT,
                reference.substring(0, slash),
                colon < 0 ? name : name.substring(0, colon),
                tag == null && digest == null ? "latest" : tag,
                digest,
                null),
            field.path());
    return new ImageName(checked.registry(), checked.repository(), checked.tag(), digest);
  }

  private static boolean isHost(String text) {
    return text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.equals("localhost");
  }
}
