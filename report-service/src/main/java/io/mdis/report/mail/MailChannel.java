package io.mdis.report.mail;

import io.mdis.report.notify.Channel;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.time.Duration;
import java.util.List;

/**
 * Sends plain text to some addresses. A mail server that has a message keeps it itself. The message
 * has an id of its own, so that one that comes twice can be told.
 */
public final class MailChannel implements Channel {
  private final ReactiveMailer mailer;
  private final List<String> to;
  private final Wording wording;
  private final Duration limit;

  /** By the given mailer; {@code quarkus.mailer.*} says by which server and from whom. */
  public MailChannel(ReactiveMailer mailer, List<String> to, Wording wording, Duration limit) {
    this.mailer = mailer;
    this.to = List.copyOf(to);
    this.wording = wording;
    this.limit = limit;
  }

  @Override
  public void send(Notification notification) throws DeliveryException {
    Mail mail = new Mail();
    mail.setTo(to);
    mail.setSubject(wording.title(notification));
    mail.setText(String.join("\n\n", wording.lines(notification)) + "\n");
    mail.addHeader("Message-ID", "<" + notification.id() + "@mdis>");
    mail.addHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no absence notes in return
    try {
      mailer.send(mail).await().atMost(limit);
    } catch (RuntimeException e) {
      throw DeliveryException.away(
          "the mail server did not take it: " + e.getClass().getSimpleName());
    }
  }
}
