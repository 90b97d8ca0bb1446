package io.mdis.report.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An alert as the API and webhooks tell it.
 *
 * @param id for the address of the alert
 * @param raisedAs id that it was told with
 * @param state {@code open}, {@code acknowledged} or {@code closed}
 * @param kind such as {@code vulnerability.new} or {@code trust.tampered}
 * @param severity normalised
 * @param image manifest digest
 * @param references names of the image
 * @param finding what was found, such as {@code CVE-2019-1563}
 * @param title one line for a person
 * @param reason of an alert that has one
 * @param rulesVersion the knowledge that says so
 * @param at when it was raised, UTC
 * @param evidence by name, such as {@code host} and {@code path}
 * @param acknowledged by whom, when, with which comment; absent until then
 * @param closedAt when it was over, UTC; absent until then
 * @param closedReason why it is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertBody(
    String id,
    String raisedAs,
    String state,
    String kind,
    Severity severity,
    Digest image,
    List<String> references,
    String finding,
    String title,
    String reason,
    String rulesVersion,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> evidence,
    Acknowledgement acknowledged,
    Instant closedAt,
    String closedReason) {

  /** Copies what it is given. */
  public AlertBody {
    references = List.copyOf(references);
    evidence = Map.copyOf(evidence);
  }

  /** The same alert as JSON. */
  public static AlertBody of(Alert alert) {
    AlertMessage message = alert.message();
    return new AlertBody(
        alert.id(),
        message.id(),
        alert.state().label(),
        message.kind(),
        message.severity(),
        message.image(),
        message.references(),
        message.finding(),
        message.title(),
        message.reason(),
        message.rulesVersion(),
        message.at(),
        message.evidence(),
        alert.acknowledgement().orElse(null),
        alert.closedAt().orElse(null),
        alert.closedReason().orElse(null));
  }
}
