package io.mdis.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void everyRoleHasItsOwnNameAndTheAdministratorAllOfThem() {
    for (Role role : Role.values()) {
      assertThat(role.granted()).contains(role.label());
      assertThat(Role.of(role.label())).contains(role);
      assertThat(Role.ADMIN.granted()).containsAll(role.granted());
    }
    assertThat(Role.of("root")).isEmpty();
    assertThat(Role.of(null)).isEmpty();
  }

  @Test
  void whoAnswersForFindingsDoesNotRunTheInstallation() {
    assertThat(Role.ANALYST.granted()).doesNotContain(Roles.OPERATOR, Roles.ADMIN);
    assertThat(Role.OPERATOR.granted()).doesNotContain(Roles.ANALYST, Roles.ADMIN);
    assertThat(Role.HARBOR.granted()).containsExactly(Roles.HARBOR);
  }
}
