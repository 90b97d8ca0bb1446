package io.mdis.standalone.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the level "restricted" of the Pod Security Standards demands (Kubernetes documentation, "Pod
 * Security Standards", 1.34), which holds what "baseline" does.
 */
final class PodSecurity {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private PodSecurity() {}

  /** What a pod does that it may not; none when it passes. */
  static List<String> violations(JsonNode pod) {
    List<String> found = new ArrayList<>();
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.path(host).asBoolean()) {
        found.add(host);
      }
    }
    for (JsonNode volume : pod.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!field.equals("name") && !VOLUMES.contains(field)) {
                  found.add("volume " + field);
                }
              });
    }
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      for (JsonNode container : pod.path(list)) {
        container(pod.path("securityContext"), container, found);
      }
    }
    return found;
  }

  private static void container(JsonNode pod, JsonNode container, List<String> found) {
    String name = container.path("name").asText() + ": ";
    JsonNode own = container.path("securityContext");
    if (own.path("privileged").asBoolean()) {
      found.add(name + "privileged");
    }
    if (!own.has("allowPrivilegeEscalation") || own.path("allowPrivilegeEscalation").asBoolean()) {
      found.add(name + "allowPrivilegeEscalation");
    }
    if (own.has("procMount") && !own.path("procMount").asText().equals("Default")) {
      found.add(name + "procMount");
    }
    if (!own.at("/capabilities/drop").toString().contains("\"ALL\"")) {
      found.add(name + "capabilities are not dropped");
    }
    for (JsonNode added : own.at("/capabilities/add")) {
      if (!added.asText().equals("NET_BIND_SERVICE")) {
        found.add(name + "capability " + added.asText());
      }
    }
    if (!effective(pod, own, "runAsNonRoot").asBoolean()) {
      found.add(name + "runAsNonRoot");
    }
    JsonNode user = effective(pod, own, "runAsUser");
    if (user.isNumber() && user.asInt() == 0) {
      found.add(name + "runAsUser 0");
    }
    String seccomp = effective(pod, own, "seccompProfile").path("type").asText();
    if (!Set.of("RuntimeDefault", "Localhost").contains(seccomp)) {
      found.add(name + "seccompProfile");
    }
    for (JsonNode port : container.path("ports")) {
      if (port.path("hostPort").asInt() != 0) {
        found.add(name + "hostPort");
      }
    }
  }

  private static JsonNode effective(JsonNode pod, JsonNode container, String field) {
    return container.has(field) ? container.path(field) : pod.path(field);
  }
}
