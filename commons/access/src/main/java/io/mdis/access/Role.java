package io.mdis.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller is. Who answers for findings does not thereby run the installation, nor the other
 * way round; both read.
 */
public enum Role {
  VIEWER(Roles.VIEWER),
  ANALYST(Roles.VIEWER, Roles.ANALYST),
  OPERATOR(Roles.VIEWER, Roles.OPERATOR),
  HARBOR(Roles.HARBOR),
  ADMIN(Roles.VIEWER, Roles.ANALYST, Roles.OPERATOR, Roles.HARBOR, Roles.ADMIN);

  @SuppressWarnings("ImmutableEnumChecker") // A set that can not be changed.
  private final Set<String> granted;

  Role(String... granted) {
    this.granted = Set.of(granted);
  }

  /** Names that endpoints ask for and that this role has, as in {@link Roles}. */
  public Set<String> granted() {
    return granted;
  }

  /** As in {@link Roles}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that label. */
  public static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
