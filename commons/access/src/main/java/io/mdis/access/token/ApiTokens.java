package io.mdis.access.token;

import io.mdis.access.AccessToken;
import io.mdis.access.Role;
import io.mdis.access.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Issues tokens, ends them, and says whose one is. */
public final class ApiTokens {
  /** The longest that a token may be good. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** How long an answer of the store is believed: a token that is ended is so within this time. */
  static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}");
  private static final int MOST = 1_000;
  private static final int MOST_REMEMBERED = 1_000;

  private final TokenStore store;
  private final InstantSource clock;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  private record Remembered(ApiToken token, Instant until) {}

  /**
   * A token just issued.
   *
   * @param token what is kept of it
   * @param text the token itself, which is shown this once
   */
  public record Issued(ApiToken token, String text) {
    @Override
    public String toString() {
      return token.toString();
    }
  }

  /** The clock tells which are over. */
  public ApiTokens(TokenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Issues a token.
   *
   * @param by who asks
   * @throws IllegalArgumentException when the name or the time can't be used, or there are too many
   */
  public Issued issue(String name, Role role, Duration lifetime, String by) {
    List<ApiToken> all = store.all();
    Instant now = clock.instant();
    if (name == null || !NAME.matcher(name).matches() || name.equals(Roles.ADMIN)) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 letters, digits, spaces or ._@- and not \"admin\"");
    }
    if (all.stream().anyMatch(other -> other.name().equals(name) && other.valid(now))) {
      throw new IllegalArgumentException("name is that of another token, which is still good");
    }
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("days must be 1 to " + LONGEST.toDays());
    }
    if (all.size() >= MOST) {
      throw new IllegalArgumentException("there are " + MOST + " tokens, which is the most");
    }
    String text = AccessToken.generate();
    ApiToken token =
        new ApiToken(
            UUID.randomUUID().toString(),
            name,
            role,
            now,
            by,
            now.plus(lifetime),
            Optional.empty());
    store.log(now, by, "issued", token);
    store.add(token, AccessToken.hash(text));
    return new Issued(token, text);
  }

  /** Every token, the latest first. */
  public List<ApiToken> all() {
    return store.all();
  }

  /** Ends a token, within seconds everywhere; false when there is none that isn't ended. */
  public boolean revoke(String id, String by) {
    Optional<ApiToken> found =
        store.all().stream().filter(token -> token.id().equals(id)).findFirst();
    Instant now = clock.instant();
    if (found.isEmpty() || !store.revoke(id, now)) {
      return false;
    }
    remembered.clear();
    store.log(now, by, "revoked", found.get());
    return true;
  }

  /** The token of that text, if it is good now. Asks the store, unless it was asked just before. */
  public Optional<ApiToken> admit(String text) {
    String hash = AccessToken.hash(text);
    Instant now = clock.instant();
    Remembered known = remembered.get(hash);
    if (known == null || !now.isBefore(known.until)) {
      remembered.remove(hash);
      Optional<ApiToken> found = store.find(hash);
      if (found.isEmpty()) {
        return Optional.empty(); // Not remembered: a guesser must not fill the memory.
      }
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      known = new Remembered(found.get(), now.plus(REMEMBERED));
      remembered.put(hash, known);
    }
    return Optional.of(known.token).filter(token -> token.valid(now));
  }
}
