package io.mdis.secret.detect;

import io.mdis.rules.CheckSet;
import java.util.Set;

/** What is said of what code finds: weak passwords, certificates, key stores that open. */
public final class SecretChecks {
  private SecretChecks() {}

  /** Reads the checks; throws InvalidRulesException for a broken build. */
  public static CheckSet load() {
    return CheckSet.load(SecretChecks.class, Set.of(), "checks.yaml");
  }
}
