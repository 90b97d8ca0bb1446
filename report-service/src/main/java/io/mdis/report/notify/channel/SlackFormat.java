package io.mdis.report.notify.channel;

import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Incoming webhooks of Slack, and of Mattermost and Rocket.Chat, which take the same: {@code text}
 * for the notice, {@code blocks} for the message (Slack's "Block Kit"; a section has 3,000
 * characters at most).
 */
public final class SlackFormat implements WebhookFormat {
  private static final int LONGEST_SECTION = 2_900;
  private final Wording wording;

  /** In the given words. */
  public SlackFormat(Wording wording) {
    this.wording = wording;
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    String title = escaped(wording.title(notification));
    List<Object> blocks = new ArrayList<>();
    blocks.add(section("*" + title + "*"));
    for (String line : wording.lines(notification)) {
      blocks.add(section(escaped(line)));
    }
    return WebhookMessage.of(address, Map.of("text", title, "blocks", blocks));
  }

  private static Map<String, Object> section(String text) {
    // verbatim: nothing in it becomes a link or a mention by itself
    return Map.of(
        "type",
        "section",
        "text",
        Map.of("type", "mrkdwn", "text", Wording.cut(text, LONGEST_SECTION), "verbatim", true));
  }

  /** The three characters that have a meaning ("Escaping text"); without them nobody is called. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
