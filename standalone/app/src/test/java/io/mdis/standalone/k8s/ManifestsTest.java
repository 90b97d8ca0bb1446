package io.mdis.standalone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.fixtures.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the manifests say fits together, and passes what clusters demand. */
class ManifestsTest {
  private static final Pattern KEY = Pattern.compile("`((?:mdis|kafka|quarkus)\\.[^`]+)`");
  private static final Path INSTALL =
      Manifests.PROJECT.resolve("docs/howto/install-in-kubernetes.md");

  @Test
  void everythingInTheNamespacePassesRestricted() throws IOException {
    for (JsonNode workload : Manifests.workloads(Manifests.rendered())) {
      assertThat(PodSecurity.violations(workload.at("/spec/template/spec")))
          .as(Manifests.name(workload))
          .isEmpty();
    }
  }

  @Test
  void theAgentBreaksRestrictedOnlyByWhatItExplains() throws IOException {
    Path file = Manifests.PROJECT.resolve("k8s/agent/daemonset.yaml");
    JsonNode agent = Manifests.workloads(Manifests.of(file)).getFirst();
    assertThat(PodSecurity.violations(agent.at("/spec/template/spec")))
        .containsExactlyInAnyOrder(
            "hostPID",
            "volume hostPath",
            "volume hostPath",
            "volume hostPath",
            "agent: capability DAC_READ_SEARCH",
            "agent: capability SYS_ADMIN",
            "agent: runAsNonRoot",
            "agent: runAsUser 0");
    String text = Files.readString(file);
    assertThat(text)
        .contains("#   hostPID ", "#   runAsUser 0 ", "#   DAC_READ_SEARCH ", "#   SYS_ADMIN ")
        .contains("#   hostPath ");
  }

  @Test
  void containersCannotWriteButWhereAVolumeIs() throws IOException {
    for (JsonNode workload : Manifests.workloads(Manifests.rendered())) {
      for (JsonNode container : workload.at("/spec/template/spec/containers")) {
        String name = Manifests.name(workload) + " " + container.path("name").asText();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
            .as(name)
            .isTrue();
        assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
        assertThat(container.at("/resources/requests/memory").asText()).as(name).isNotEmpty();
        assertThat(container.path("livenessProbe").isObject()).as(name).isTrue();
        Set<String> volumes = names(workload.at("/spec/template/spec/volumes"));
        assertThat(volumes).as(name).containsAll(names(container.path("volumeMounts")));
      }
      assertThat(workload.at("/spec/template/spec/automountServiceAccountToken").asBoolean(true))
          .as(Manifests.name(workload))
          .isFalse();
    }
  }

  @Test
  void aLayerStoreHasAVolumeThatIsLarger() throws IOException {
    int stores = 0;
    for (JsonNode workload : Manifests.workloads(Manifests.rendered())) {
      JsonNode pod = workload.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      for (JsonNode env : container.path("env")) {
        if (text(env, "name").endsWith("_LAYER_STORE_DIRECTORY")) {
          String bytes = text(env, "name").replace("DIRECTORY", "MAX_BYTES");
          long store = Long.parseLong(text(named(container.path("env"), bytes), "value"));
          String volume = volumeOf(container, text(env, "value"));
          String size = named(pod.path("volumes"), volume).at("/emptyDir/sizeLimit").asText();
          assertThat(size).as(Manifests.name(workload)).endsWith("Gi");
          assertThat(Long.parseLong(size.replace("Gi", "")) << 30)
              .as("%s: %s for a store of %d", Manifests.name(workload), volume, store)
              .isGreaterThan(store);
          stores++;
        }
      }
    }
    assertThat(stores).isEqualTo(10);
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode each : list) {
      if (text(each, "name").equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  private static String volumeOf(JsonNode container, String folder) {
    for (JsonNode mount : container.path("volumeMounts")) {
      if (folder.startsWith(text(mount, "mountPath") + "/")) {
        return text(mount, "name");
      }
    }
    throw new AssertionError(folder + " lies on no volume");
  }

  @Test
  void everythingIsInTheNamespace() throws IOException {
    Set<String> ofTheCluster = Set.of("Namespace", "ValidatingWebhookConfiguration");
    for (JsonNode object : Manifests.rendered()) {
      if (!ofTheCluster.contains(Manifests.kind(object))) {
        assertThat(object.at("/metadata/namespace").asText())
            .as(Manifests.name(object))
            .isEqualTo("mdis");
      }
    }
  }

  @Test
  void everyVariableIsASetting() throws IOException {
    List<Pattern> settings = settings();
    Set<String> unknown = new TreeSet<>();
    for (JsonNode object : Manifests.rendered()) {
      object.findValues("env").forEach(env -> env.forEach(each -> unknown.add(text(each, "name"))));
      if (Manifests.kind(object).equals("ConfigMap")
          && Manifests.name(object).contains("mdis-settings")) {
        object.path("data").fieldNames().forEachRemaining(unknown::add);
      }
    }
    assertThat(unknown).contains("MDIS_ACCESS_TOKEN_SHA256", "MDIS_REGISTRIES_0__HOST");
    unknown.remove("JAVA_TOOL_OPTIONS");
    unknown.removeIf(name -> settings.stream().anyMatch(key -> key.matcher(name).matches()));
    assertThat(unknown).isEmpty();
  }

  @Test
  void theVariablesOfComposeAreSettings() throws IOException {
    List<Pattern> settings = settings();
    Map<String, Map<String, Map<String, ?>>> compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(Manifests.PROJECT.resolve("docker-compose.yml")));
    Set<String> unknown = new TreeSet<>();
    for (Map<String, ?> service : compose.get("services").values()) {
      if (service.get("image").toString().contains("/mdis-")) {
        ((Map<?, ?>) service.get("environment"))
            .keySet()
            .forEach(key -> unknown.add(key.toString()));
      }
    }
    assertThat(unknown).contains("KAFKA_BOOTSTRAP_SERVERS");
    unknown.remove("JAVA_TOOL_OPTIONS");
    unknown.removeIf(name -> settings.stream().anyMatch(key -> key.matcher(name).matches()));
    assertThat(unknown).isEmpty();
  }

  @Test
  void everySecretIsToldOf() throws IOException {
    Set<String> secrets = new TreeSet<>();
    for (JsonNode object : Manifests.rendered()) {
      object.findValues("secretKeyRef").forEach(each -> secrets.add(text(each, "name")));
      object.findValues("credentials").forEach(each -> secrets.add(text(each, "name")));
      object.findValues("secret").forEach(each -> secrets.add(text(each, "secretName")));
    }
    secrets.remove("");
    String page = Files.readString(INSTALL);
    assertThat(secrets).contains("mdis-access").allMatch(name -> page.contains("`" + name + "`"));
  }

  @Test
  void everySelectorFindsPods() throws IOException {
    for (String overlay : Manifests.OVERLAYS) {
      List<JsonNode> objects = Manifests.of(Manifests.rendered(overlay));
      List<JsonNode> labels =
          Manifests.workloads(objects).stream()
              .map(workload -> workload.at("/spec/template/metadata/labels"))
              .toList();
      for (JsonNode object : objects) {
        JsonNode wanted =
            switch (Manifests.kind(object)) {
              case "Service" -> object.at("/spec/selector");
              case "PodDisruptionBudget", "Deployment" -> object.at("/spec/selector/matchLabels");
              case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
              default -> null;
            };
        if (wanted != null && wanted.isObject()) {
          assertThat(labels)
              .as(overlay + " " + Manifests.name(object))
              .anyMatch(have -> holds(have, wanted));
        }
      }
    }
  }

  @Test
  void whatIsRenderedIsWhatKustomizeMakes() throws IOException {
    Commands.assumeAvailable("kustomize");
    for (String overlay : Manifests.OVERLAYS) {
      Path folder = Manifests.PROJECT.resolve("k8s/overlays/" + overlay);
      Commands.Result built = Commands.result(60, List.of("kustomize", "build", folder.toString()));
      assertThat(built.code()).as(built.toString()).isZero();
      assertThat(Files.readString(Manifests.rendered(overlay)))
          .as("refresh: kustomize build k8s/overlays/%s > k8s/rendered/%s.yaml", overlay, overlay)
          .isEqualTo(built.output());
    }
  }

  private static boolean holds(JsonNode have, JsonNode wanted) {
    return wanted.properties().stream()
        .allMatch(each -> have.path(each.getKey()).equals(each.getValue()));
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new TreeSet<>();
    list.forEach(each -> names.add(text(each, "name")));
    return names;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  /** The names that MicroProfile Config gives the keys of the configuration page (3.1, 5.3.1). */
  private static List<Pattern> settings() throws IOException {
    String page = Files.readString(Manifests.PROJECT.resolve("docs/reference/configuration.md"));
    return KEY.matcher(page)
        .results()
        .map(key -> key.group(1))
        .distinct()
        .map(ManifestsTest::variable)
        .collect(Collectors.toUnmodifiableList());
  }

  private static Pattern variable(String key) {
    String name = key.replace(".NAME", ".\0").replace("[n]", "[\1]");
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      pattern.append(
          switch (c) {
            case '\0' -> "_?[A-Z0-9_]+";
            case '\1' -> "[0-9]+";
            default -> Character.isLetterOrDigit(c) ? Character.toUpperCase(c) : "_";
          });
    }
    return Pattern.compile(pattern.toString());
  }
}
