package io.mdis.standalone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every field is one that Kubernetes knows, and has the type that it wants. */
class SchemaTest {
  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/DaemonSet", DaemonSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry(
              "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration",
              ValidatingWebhookConfiguration.class));

  /** Kinds of others, whose definitions are not part of Kubernetes: looked at by eye alone. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "cert-manager.io/v1/Certificate",
          "cert-manager.io/v1/Issuer",
          "keda.sh/v1alpha1/ScaledObject",
          "keda.sh/v1alpha1/TriggerAuthentication",
          "monitoring.coreos.com/v1/PrometheusRule",
          "monitoring.coreos.com/v1/ServiceMonitor");

  /** Without the fields that would take what nobody knows. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .build();

  @Test
  void kubernetesKnowsEveryField() throws IOException {
    List<JsonNode> objects = new ArrayList<>(Manifests.rendered());
    for (String file :
        List.of(
            "agent/namespace.yaml",
            "agent/daemonset.yaml",
            "components/hpa/scaler.yaml",
            "neighbours/strimzi/network.yaml",
            "neighbours/mongodb/network.yaml")) {
      objects.addAll(Manifests.of(Manifests.PROJECT.resolve(Path.of("k8s", file))));
    }
    assertThat(objects).hasSizeGreaterThan(80);
    for (JsonNode object : objects) {
      String kind = object.path("apiVersion").asText() + "/" + Manifests.kind(object);
      if (!OF_OTHERS.contains(kind)) {
        assertThat(KINDS).as(Manifests.name(object)).containsKey(kind);
        assertThat(STRICT.treeToValue(object, KINDS.get(kind)))
            .as(Manifests.name(object))
            .isNotNull();
      }
    }
  }
}
