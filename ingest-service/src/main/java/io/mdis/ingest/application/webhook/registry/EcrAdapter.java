package io.mdis.ingest.application.webhook.registry;

import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Events "ECR Image Action" of Amazon ECR, sent by an API destination of EventBridge, whose
 * connection sets the {@code Authorization} header. Through SNS they come as a text inside another
 * message that would have to be confirmed at a URL of the payload: that is refused.
 */
@ApplicationScoped
public class EcrAdapter implements WebhookAdapter {

  @Override
  public Set<String> kinds() {
    return Set.of("ecr");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField event = message.payload();
    if (message.request().header("x-amz-sns-message-type").isPresent()) {
      throw new PayloadException(
          "$", "comes from SNS, which isn't read; send it by an API destination of EventBridge");
    }
    String type = event.get("detail-type").text();
    PayloadField detail = event.get("detail").object();
    if (!type.equals("ECR Image Action")) {
      return Delivery.ignored("detail-type \"" + type + "\" is no action on an image");
    }
    String result = detail.get("result").text();
    String action = detail.get("action-type").text();
    if (!result.equals("SUCCESS")) {
      return Delivery.ignored("the action's result is \"" + result + "\"");
    }
    return switch (action) {
      case "PUSH" -> Delivery.of(image(ImageEvent.Kind.PUSH, event, detail));
      case "DELETE" -> Delivery.of(image(ImageEvent.Kind.DELETE, event, detail));
      default -> Delivery.ignored("action-type \"" + action + "\" changes no image");
    };
  }

  private static PushedImage image(ImageEvent.Kind kind, PayloadField event, PayloadField detail)
      throws PayloadException {
    String region = event.get("region").text();
    String registry =
        "%s.dkr.ecr.%s.amazonaws.com%s"
            .formatted(event.get("account").text(), region, region.startsWith("cn-") ? ".cn" : "");
    return Checked.image(
        new PushedImage(
            kind,
            registry,
            detail.get("repository-name").text(),
            detail.get("image-tag").optionalText().orElse(null),
            detail.get("image-digest").digest(),
            null),
        detail.path());
  }
}
