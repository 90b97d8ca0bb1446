package io.mdis.report.alert;

import io.mdis.contracts.AlertMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * An alert and what became of it.
 *
 * @param id SHA-256 of the message's id, so that it fits into an address whatever is in that
 * @param message what it tells, within {@link AlertBounds}
 * @param state where it is in its life
 * @param acknowledgement empty until somebody answers for it; it stays when the alert is closed
 * @param closedAt when what it tells of was over, UTC; empty until then
 * @param closedReason why it is over, such as {@code advisory.withdrawn}; empty until then
 */
public record Alert(
    String id,
    AlertMessage message,
    AlertState state,
    Optional<Acknowledgement> acknowledgement,
    Optional<Instant> closedAt,
    Optional<String> closedReason) {
  /** Kinds of alerts that are over when the flaw is gone from the image. */
  public static final Set<String> ENDED_BY_GONE =
      Set.of(AlertMessage.VULNERABILITY_NEW, AlertMessage.SUPPRESSION_EXPIRED);

  private static final String TRUST = "trust.";

  /** An alert that was just told; that a flaw is gone needs nobody's answer. */
  public static Alert of(AlertMessage told) {
    AlertMessage message = AlertBounds.bounded(told);
    boolean over = message.kind().equals(AlertMessage.VULNERABILITY_GONE);
    return new Alert(
        id(told.id()),
        message,
        over ? AlertState.CLOSED : AlertState.OPEN,
        Optional.empty(),
        over ? Optional.of(message.at()) : Optional.empty(),
        over ? Optional.ofNullable(message.reason()) : Optional.empty());
  }

  /** Whether somebody tampers with images or with what is known of them. */
  public boolean tampering() {
    return message.kind().startsWith(TRUST);
  }

  static String id(String messageId) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(messageId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
