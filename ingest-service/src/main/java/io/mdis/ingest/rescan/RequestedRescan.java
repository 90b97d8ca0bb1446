package io.mdis.ingest.rescan;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ImageMessage.Reason;
import io.mdis.ingest.application.ImageName;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads what a person asks for: {@code {"image": "host/repository[:tag][@digest]" or "sha256:…"}}
 * or {@code {"all": true, "registry"?, "repository"?}}, each with {@code "reason"?} and {@code
 * "dimensions"?}.
 */
public final class RequestedRescan {
  private static final Pattern DIMENSION = Pattern.compile("[a-z][a-z0-9-]{0,63}+");
  private static final int MOST_DIMENSIONS = 32;

  private RequestedRescan() {}

  /** The request; DEEP and every dimension when it doesn't say. */
  public static RescanRequest read(PayloadField payload) throws PayloadException {
    boolean all = payload.get("all").isPresent() && payload.get("all").flag();
    PayloadField image = payload.get("image");
    if (all == image.isPresent()) {
      throw new PayloadException(
          image.path(), "either names the image, or \"all\" is true; one of both is needed");
    }
    for (String field : List.of("registry", "repository")) {
      if (!all && payload.get(field).isPresent()) {
        throw new PayloadException(field, "goes with \"all\": true alone");
      }
    }
    return new RescanRequest(
        all ? common(payload) : named(image), reason(payload), dimensions(payload));
  }

  private static ImageSelection common(PayloadField payload) throws PayloadException {
    String registry = payload.get("registry").optionalText().orElse(null);
    String repository = payload.get("repository").optionalText().orElse(null);
    if (registry != null) {
      Checked.registry(registry, "registry");
    }
    if (repository != null) {
      String path =
          repository.endsWith(ImageSelection.BELOW)
              ? repository.substring(0, repository.length() - ImageSelection.BELOW.length())
              : repository;
      Checked.repository(path, "repository");
    }
    return new ImageSelection(null, registry, repository, null);
  }

  private static ImageSelection named(PayloadField image) throws PayloadException {
    if (image.text().indexOf('/') < 0) {
      return new ImageSelection(image.digest(), null, null, null);
    }
    ImageName name = ImageName.read(image);
    return new ImageSelection(name.digest(), name.registry(), name.repository(), name.tag());
  }

  private static Reason reason(PayloadField payload) throws PayloadException {
    String text = payload.get("reason").optionalText().orElse(Reason.DEEP.name());
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "DEEP" -> ImageMessage.Reason.DEEP;
      case "RESCAN" -> ImageMessage.Reason.RESCAN;
      default ->
          throw new PayloadException(
              "reason",
              "must be DEEP (layers are read again) or RESCAN (what has no current result, or a"
                  + " FAILED one)");
    };
  }

  private static List<String> dimensions(PayloadField payload) throws PayloadException {
    List<String> dimensions = new ArrayList<>();
    PayloadField field = payload.get("dimensions");
    if (field.isPresent()) {
      for (PayloadField each : field.elements()) {
        if (!DIMENSION.matcher(each.text()).matches()) {
          throw new PayloadException(each.path(), "is no name of a dimension, such as malware");
        }
        dimensions.add(each.text());
      }
    }
    if (dimensions.size() > MOST_DIMENSIONS) {
      throw new PayloadException(field.path(), "names more than " + MOST_DIMENSIONS);
    }
    return dimensions;
  }
}
