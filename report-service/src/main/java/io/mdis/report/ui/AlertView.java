package io.mdis.report.ui;

import io.mdis.contracts.AlertMessage;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert on a page. What is not known is empty.
 *
 * @param id for its address
 * @param kind as it was told, and style name
 * @param severity normalised
 * @param title one line
 * @param finding what was found
 * @param findingLink where the images are shown that have the same flaw; empty for what is no flaw
 * @param image manifest digest
 * @param references names of the image
 * @param reason why
 * @param at when it was raised
 * @param evidence name and value
 * @param state word for a person, and style name
 * @param open whether nobody has answered for it yet
 * @param told what was said or done about it, one line each
 */
public record AlertView(
    String id,
    String kind,
    String severity,
    String title,
    String finding,
    String findingLink,
    String image,
    List<String> references,
    String reason,
    String at,
    List<Map.Entry<String, String>> evidence,
    String state,
    boolean open,
    List<String> told) {
  private static final int FEW_REFERENCES = 5;

  /** The view of an alert. */
  public static AlertView of(Alert alert) {
    AlertMessage message = alert.message();
    List<String> told = new ArrayList<>();
    alert
        .acknowledgement()
        .ifPresent(ack -> told.add(Times.text(ack.at()) + " " + ack.by() + ": " + ack.comment()));
    alert
        .closedAt()
        .ifPresent(
            at -> told.add(Times.text(at) + " over: " + alert.closedReason().orElse("gone")));
    return new AlertView(
        alert.id(),
        message.kind(),
        message.severity().name(),
        message.title(),
        message.finding(),
        alert.tampering() ? "" : PageLinks.vulnerability(message.finding()),
        message.image().toString(),
        message.references().stream().limit(FEW_REFERENCES).toList(),
        message.reason() == null ? "" : message.reason(),
        Times.text(message.at()),
        List.copyOf(new TreeMap<>(message.evidence()).entrySet()),
        alert.state().label(),
        alert.state() == AlertState.OPEN,
        told);
  }

  /** Name of the style for the severity. */
  public String style() {
    return severity.toLowerCase(Locale.ROOT);
  }

  /** Whether it tells that an image is not what was measured. */
  public boolean tampering() {
    return kind.startsWith("trust.");
  }

  /** Enough of the digest to tell images apart by eye. */
  public String shortDigest() {
    return ShortDigest.text(image);
  }
}
