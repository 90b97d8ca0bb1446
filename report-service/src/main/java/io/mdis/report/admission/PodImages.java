package io.mdis.report.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The images that a Kubernetes object would start. */
final class PodImages {
  private static final String TEMPLATE = "/spec/template/spec";

  /** Where the specification of the pod is (Kubernetes API, workload resources). */
  private static final Map<String, String> POD_SPEC =
      Map.of(
          "Pod", "/spec",
          "Deployment", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "Job", TEMPLATE,
          "ReplicationController", TEMPLATE,
          "CronJob", "/spec/jobTemplate/spec/template/spec",
          "PodTemplate", "/template/spec");

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private PodImages() {}

  /** References, each once; empty for a kind that is not known to start any. */
  static Optional<Set<String>> of(String kind, JsonNode object) {
    String place = POD_SPEC.get(kind);
    if (place == null) {
      return Optional.empty();
    }
    Set<String> images = new TreeSet<>();
    JsonNode spec = object.at(place);
    for (String containers : CONTAINERS) {
      spec.path(containers).forEach(container -> add(images, container.path("image")));
    }
    // A volume may be an image too (KEP-4639).
    spec.path("volumes").forEach(volume -> add(images, volume.at("/image/reference")));
    return Optional.of(images);
  }

  private static void add(Set<String> images, JsonNode reference) {
    String text = reference.asText("").strip();
    if (!text.isEmpty()) {
      images.add(text);
    }
  }
}
