package io.mdis.secret.detect;

import io.mdis.rules.CheckSet;
import java.util.Set;

/** What is said of what code finds: weak passwords, certificates, key stores that open. */
public final class SecretChecks {
  private static final CheckSet CHECKS = CheckSet.load(SecretChecks.class, Set.of(), "checks.yaml");

  private SecretChecks() {}

  /** The checks, which are read once. */
  public static CheckSet get() {
    return CHECKS;
  }
}
