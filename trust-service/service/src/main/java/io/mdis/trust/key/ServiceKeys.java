package io.mdis.trust.key;

import io.mdis.trust.key.SigningKeys.SigningKey;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.Signer;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Signs what the service says, and believes what it said before. Baselines and layers, which are
 * seldom and lasting, have a key that may be in a token; verdicts and the log, which are many, have
 * one of their own.
 */
public final class ServiceKeys {
  private static final Set<StatementType> LASTING =
      Set.of(StatementType.BASELINE, StatementType.LAYER);
  private static final Set<StatementType> MANY = Set.of(StatementType.VERDICT, StatementType.AUDIT);

  private final Signer baselines;
  private final Signer verdicts;
  private final TrustKeys trusted;

  /**
   * With its keys.
   *
   * @param baselines signs baselines and layers
   * @param verdicts signs verdicts and the audit log; another key
   * @param retired keys that signed before and still verify, each either kind of statement
   * @throws ProtocolException when one can't be used
   */
  public ServiceKeys(SigningKey baselines, SigningKey verdicts, List<PublicKey> retired)
      throws ProtocolException {
    this.baselines = baselines.signer();
    this.verdicts = verdicts.signer();
    List<TrustKey> all = new ArrayList<>();
    all.add(TrustKey.of(baselines.publicKey(), LASTING));
    all.add(TrustKey.of(verdicts.publicKey(), MANY));
    for (PublicKey key : retired) {
      all.add(TrustKey.of(key, Set.of(StatementType.values())).retired(Instant.EPOCH));
    }
    this.trusted = new TrustKeys(all);
  }

  /** Signs a statement as what it is. */
  public Envelope sign(StatementType type, Object statement) {
    Signer signer = LASTING.contains(type) ? baselines : verdicts;
    return Envelope.sign(type, TrustJson.write(statement), signer);
  }

  /** What verifies. */
  public TrustKeys trusted() {
    return trusted;
  }

  /** The keys that a host needs. */
  public List<TrustKey> published() {
    return trusted.all();
  }
}
