package io.mdis.report.notify.channel;

import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Webhooks of Microsoft Teams (Workflows): an Adaptive Card 1.4 in a message. Its text is in {@code
 * RichTextBlock}, which knows no Markdown, so that nothing in it becomes a link. A message has 28
 * KB at most.
 */
public final class TeamsFormat implements WebhookFormat {
  private static final int LONGEST_LINE = 1_000;
  private final Wording wording;

  /** In the given words. */
  public TeamsFormat(Wording wording) {
    this.wording = wording;
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    List<Object> body = new ArrayList<>();
    body.add(block(wording.title(notification), "Bolder"));
    for (String line : wording.lines(notification)) {
      body.add(block(Wording.cut(line, LONGEST_LINE), "Default"));
    }
    Map<String, Object> card =
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            body);
    Map<String, Object> attachment =
        Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
    return WebhookMessage.of(
        address, Map.of("type", "message", "attachments", List.of(attachment)));
  }

  private static Map<String, Object> block(String text, String weight) {
    return Map.of(
        "type",
        "RichTextBlock",
        "inlines",
        List.of(Map.of("type", "TextRun", "text", text, "weight", weight)));
  }
}
