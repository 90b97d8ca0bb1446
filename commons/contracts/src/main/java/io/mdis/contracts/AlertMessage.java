package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that a person should hear of. Topic {@link Topics#ALERTS}, key: manifest digest. The
 * same alert may come twice, with the same id.
 *
 * @param id {@code kind|image|finding|rulesVersion}; of an expired suppression its entry and end
 *     stand in the last place
 * @param kind {@link #VULNERABILITY_NEW}, {@link #VULNERABILITY_GONE}, {@link
 *     #SUPPRESSION_EXPIRED}, {@link #TRUST_TAMPERED}, {@link #TRUST_STATEMENT_ALTERED} or {@link
 *     #SECRET_LOGGED}; others may follow
 * @param image manifest digest
 * @param references names of the image, for a person
 * @param finding id of what was found, such as {@code CVE-2019-1563}
 * @param severity normalised
 * @param title one line for a person
 * @param reason why it is gone, such as {@code advisory.withdrawn}, or was suppressed; absent when
 *     it is new
 * @param rulesVersion the knowledge that says so
 * @param at UTC
 * @param evidence what is known beyond that, by name, such as {@code host}, {@code layer}, {@code
 *     path}, {@code expected} and {@code found} of a tampered image; empty for most kinds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertMessage(
    String id,
    String kind,
    Digest image,
    List<String> references,
    String finding,
    Severity severity,
    String title,
    String reason,
    String rulesVersion,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> evidence) {
  /** An image that was judged before has a vulnerability that it was not known to have. */
  public static final String VULNERABILITY_NEW = "vulnerability.new";

  /** A vulnerability that an image was found to have is no longer found in it. */
  public static final String VULNERABILITY_GONE = "vulnerability.gone";

  /** A finding counts again, for what suppressed it has expired. */
  public static final String SUPPRESSION_EXPIRED = "suppression.expired";

  /** On a host the bytes of an image are not those that were measured when it was pushed. */
  public static final String TRUST_TAMPERED = "trust.tampered";

  /** What the trust service stored isn't what it signed: somebody changed the database. */
  public static final String TRUST_STATEMENT_ALTERED = "trust.statement-altered";

  /** A container of an image prints a credential into its log. */
  public static final String SECRET_LOGGED = "secret.logged";

  /** Copies what it is given; messages of before alerts had evidence have none. */
  public AlertMessage {
    references = List.copyOf(references);
    evidence = evidence == null ? Map.of() : Map.copyOf(evidence);
  }
}
