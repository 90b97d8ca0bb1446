package io.mdis.report.config;

import io.mdis.report.mail.MailChannel;
import io.mdis.report.notify.Channel;
import io.mdis.report.notify.QuietHours;
import io.mdis.report.notify.Receiver;
import io.mdis.report.notify.Wording;
import io.mdis.report.notify.channel.DingTalkFormat;
import io.mdis.report.notify.channel.FeishuFormat;
import io.mdis.report.notify.channel.JsonFormat;
import io.mdis.report.notify.channel.SlackFormat;
import io.mdis.report.notify.channel.SyslogChannel;
import io.mdis.report.notify.channel.TeamsFormat;
import io.mdis.report.notify.channel.WeComFormat;
import io.mdis.report.notify.channel.WebhookChannel;
import io.mdis.report.notify.channel.WebhookFormat;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes receivers of what is configured. What it refuses it names by key, never by value. */
final class ReceiverWiring {
  private static final Set<String> SYSLOG = Set.of("udp", "tcp", "tls");
  private static final String KINDS = "json, slack, teams, dingtalk, feishu, wecom, mail or syslog";

  private final HttpClient client;
  private final ReactiveMailer mailer;
  private final Wording wording;
  private final Duration limit;
  private final ZoneId zone;
  private final String version;

  ReceiverWiring(NotifySettings settings, ReactiveMailer mailer, String version) {
    this.client = WebhookChannel.client(settings.timeout());
    this.mailer = mailer;
    this.wording = new Wording(settings.baseUrl().map(url -> url.replaceAll("/+$", "")));
    this.limit = settings.timeout();
    this.zone = ZoneId.of(settings.zone());
    this.version = version;
  }

  Receiver receiver(String name, NotifySettings.ReceiverSettings settings) {
    String key = "mdis.notify.receivers." + name;
    try {
      Optional<QuietHours> quiet = settings.quietHours().map(text -> QuietHours.parse(text, zone));
      if (settings.kind().equals("mail")) {
        List<String> to = settings.to().orElseThrow(() -> missing("to"));
        Channel channel = new MailChannel(mailer, to, wording, limit);
        return new Receiver(name, "mail", String.join(", ", to), quiet, channel);
      }
      URI address = address(settings);
      Channel channel =
          settings.kind().equals("syslog")
              ? new SyslogChannel(address, hostname(), version, limit)
              : new WebhookChannel(client, address, format(settings), limit, Clock.systemUTC());
      return new Receiver(name, settings.kind(), address.getHost(), quiet, channel);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private WebhookFormat format(NotifySettings.ReceiverSettings settings) {
    return switch (settings.kind()) {
      case "json" -> new JsonFormat(settings.secret());
      case "slack" -> new SlackFormat(wording);
      case "teams" -> new TeamsFormat(wording);
      case "dingtalk" -> new DingTalkFormat(wording, settings.secret());
      case "feishu" -> new FeishuFormat(wording, settings.secret());
      case "wecom" -> new WeComFormat(wording);
      default -> throw new IllegalArgumentException("kind must be " + KINDS);
    };
  }

  private static URI address(NotifySettings.ReceiverSettings settings) {
    URI address;
    try {
      address = URI.create(settings.url().orElseThrow(() -> missing("url")));
    } catch (IllegalArgumentException e) {
      // Its own words repeat the address, which may be a secret.
      throw settings.url().isEmpty()
          ? e
          : withoutCause("url is no address; nothing of it is shown, for it may be a secret");
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    if (settings.kind().equals("syslog")) {
      if (!SYSLOG.contains(scheme) || address.getHost() == null || address.getPort() < 1) {
        throw new IllegalArgumentException("url must be udp, tcp or tls://host:port");
      }
    } else if (address.getHost() == null
        || !(scheme.equals("https") || (scheme.equals("http") && settings.plainHttp()))) {
      throw new IllegalArgumentException(
          "url must begin with https://, or with http:// where plain-http is true");
    }
    return address;
  }

  private static IllegalArgumentException missing(String key) {
    return new IllegalArgumentException(key + " is missing");
  }

  private static IllegalArgumentException withoutCause(String message) {
    return new IllegalArgumentException(message);
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-"; // RFC 5424: not known
    }
  }
}
