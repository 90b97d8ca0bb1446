package io.mdis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint says who may call it, and docs/reference/access.md says the same. {@code
 * -DaccessPage.write=true} writes the table anew.
 */
class AccessPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/access.md");
  private static final String START = "## Endpoints\n";

  @Test
  void everyEndpointNamesItsRole() {
    Set<String> known = Arrays.stream(Role.values()).map(Role::label).collect(Collectors.toSet());
    List<Endpoint> all = Endpoint.all();
    assertThat(all).hasSizeGreaterThan(40);
    assertThat(all).filteredOn(endpoint -> !endpoint.declared()).isEmpty();
    assertThat(all).allSatisfy(endpoint -> assertThat(known).containsAll(endpoint.roles()));
  }

  @Test
  void thePageHasEveryEndpointWithItsRoles() throws IOException {
    String text = Files.readString(PAGE);
    String head = text.substring(0, text.indexOf(START) + START.length());
    String table = table();
    if (Boolean.getBoolean("accessPage.write")) {
      Files.writeString(PAGE, head + table);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(head + table);
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| | ");
    table.append(Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(" | ")));
    table.append(" |\n|---|").append("---|".repeat(Role.values().length)).append('\n');
    for (Endpoint endpoint : Endpoint.all()) {
      table.append("| `").append(endpoint.method()).append(' ').append(endpoint.path());
      table.append("` |");
      for (Role role : Role.values()) {
        table.append(mayCall(role, endpoint) ? " yes |" : " |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static boolean mayCall(Role role, Endpoint endpoint) {
    return endpoint.open() || role.granted().stream().anyMatch(endpoint.roles()::contains);
  }
}
