package io.mdis.registries.loan;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.registry.LentLogin;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Lends logins to whoever reads the image that they were given for. */
public final class LentLogins {
  private final SealedLoans loans;
  private final Optional<LoanSeal> seal;
  private final InstantSource clock;

  /** Without a seal nothing can be lent, and what others lent can't be used. */
  public LentLogins(SealedLoans loans, Optional<LoanSeal> seal, InstantSource clock) {
    this.loans = loans;
    this.seal = seal;
    this.clock = clock;
  }

  /** Whether logins can be taken at all. */
  public boolean enabled() {
    return seal.isPresent();
  }

  /** Keeps a login until it is ended or its time is over; throws when there is no key. */
  public void lend(Loan loan, String authorization) {
    byte[] login = seal.orElseThrow().seal(loan, authorization);
    loans.put(new SealedLoans.Sealed(loan, login));
  }

  /** Forgets what was lent with an event. */
  public void end(String event) {
    loans.end(event);
  }

  /** Forgets what is over; how much it was. */
  public long endOver() {
    return loans.endUntil(clock.instant());
  }

  /**
   * The login that was lent with an event for that repository; empty when there was none or it is
   * over. Throws {@link ImageException} when it can't be opened, IOException when the database is
   * away.
   */
  public Optional<LentLogin> find(String event, String registry, String repository)
      throws IOException {
    if (event == null) {
      return Optional.empty();
    }
    Optional<SealedLoans.Sealed> found;
    try {
      found = loans.find(event);
    } catch (RuntimeException e) {
      throw new IOException("which login was lent for " + registry + " can't be read: " + e, e);
    }
    if (found.isEmpty() || !usable(found.get().loan(), registry, repository)) {
      return Optional.empty();
    }
    return Optional.of(open(found.get()));
  }

  private boolean usable(Loan loan, String registry, String repository) {
    return loan.covers(registry, repository) && clock.instant().isBefore(loan.until());
  }

  private LentLogin open(SealedLoans.Sealed sealed) throws ImageException {
    Loan loan = sealed.loan();
    String where = "the login that was lent for " + loan.registry() + "/" + loan.repository();
    try {
      return seal.flatMap(key -> key.open(loan, sealed.login()))
          .map(LentLogin::parse)
          .orElseThrow(
              () ->
                  new ImageException(
                      ImageProblem.UNAUTHORIZED,
                      where
                          + " does not open: give this service the mdis.registry.loan-key-file"
                          + " that the Harbor adapter has"));
    } catch (IllegalArgumentException e) {
      throw new ImageException(ImageProblem.UNAUTHORIZED, where + " " + e.getMessage(), e);
    }
  }
}
