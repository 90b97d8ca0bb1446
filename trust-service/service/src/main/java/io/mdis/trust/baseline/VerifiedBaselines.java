package io.mdis.trust.baseline;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/**
 * The baselines that count. Each is checked by its signature whenever it is read from the store;
 * those that passed are kept in memory, bounded, and read again after a while.
 */
public final class VerifiedBaselines {
  /** About 1 GiB of layers' values would be too much: weight is counted in layers. */
  private static final long MOST_LAYERS = 100_000;

  private final BaselineStore store;
  private final ServiceKeys keys;
  private final AlteredStatements altered;
  private final AsyncLoadingCache<Key, Found> cache;

  /**
   * A baseline that passed.
   *
   * @param baseline what it says
   * @param envelope as it was signed
   * @param statement its name
   */
  public record Known(Baseline baseline, Envelope envelope, Sha384 statement) {}

  private record Key(Digest imageId, HostName host) {}

  /** Either, or neither when there is nothing. */
  private record Found(Known known, String problem) {}

  /**
   * Over the stored ones.
   *
   * @param reread how long one is kept before it is read again
   */
  public VerifiedBaselines(
      BaselineStore store, ServiceKeys keys, AlteredStatements altered, Duration reread) {
    this.store = store;
    this.keys = keys;
    this.altered = altered;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(MOST_LAYERS)
            .weigher(
                (Key key, Found found) ->
                    found.known() == null
                        ? 1
                        : 1 + found.known().baseline().image().layers().size())
            .expireAfter(
                Expiry.writing(
                    (Key key, Found found) ->
                        found.known() == null ? Duration.ofSeconds(1) : reread))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .buildAsync(this::read);
  }

  /**
   * The baseline of an image as pushed, or with a host the one that was made there. Throws
   * ALTERED_STATEMENT when what is stored isn't what was signed, STORE_AWAY when it can't be read.
   */
  public Optional<Known> find(Digest imageId, HostName host) throws IOException {
    return Optional.ofNullable(found(imageId, host).known());
  }

  /** The one that counts on a host: as pushed, or else made there. Throws as {@link #find}. */
  public Optional<Known> on(HostName host, Digest imageId) throws IOException {
    Optional<Known> pushed = find(imageId, null);
    return pushed.isPresent() ? pushed : find(imageId, host);
  }

  /** Why a pushed image has none, as far as that is known. */
  public Optional<String> problem(Digest imageId) throws IOException {
    return Optional.ofNullable(found(imageId, null).problem());
  }

  /** What is kept of an image is read again. */
  public void changed(Digest imageId) {
    cache.asMap().keySet().removeIf(key -> key.imageId().equals(imageId));
  }

  private Found found(Digest imageId, HostName host) throws IOException {
    try {
      return cache.get(new Key(imageId, host)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TrustException known) {
        throw new TrustException(known.problem(), known.getMessage(), known);
      }
      throw new TrustException(
          TrustProblem.STORE_AWAY,
          "the baseline of " + imageId + " can't be read now: " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private Found read(Key key) throws IOException {
    try {
      Optional<StoredBaseline> stored = store.find(key.imageId(), key.host());
      Envelope envelope = stored.map(StoredBaseline::envelope).orElse(null);
      if (envelope == null) {
        return new Found(null, stored.map(StoredBaseline::problem).orElse(null));
      }
      Baseline baseline = stored.get().checked(keys.trusted(), key.imageId(), key.host());
      return new Found(new Known(baseline, envelope, envelope.statement()), null);
    } catch (ProtocolException e) {
      throw altered(key, e.getMessage());
    }
  }

  private TrustException altered(Key key, String how) {
    altered.found("baseline", key.imageId(), key.host(), how);
    return new TrustException(
        TrustProblem.ALTERED_STATEMENT,
        "the stored baseline of "
            + key.imageId()
            + " isn't one that was signed here ("
            + how
            + "); somebody changed the database. The image is measured anew");
  }
}
