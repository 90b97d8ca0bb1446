package io.mdis.image.manifest;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OciArtifactTest {
  private static final Descriptor BLOB =
      new Descriptor("a/layer", Digest.sha256("0".repeat(64)), 7);
  private static final OciArtifact ARTIFACT =
      new OciArtifact(
          "a/b",
          List.of(new OciArtifact.Layer(BLOB, Map.of("title", "x"))),
          Map.of("z", "1", "a", "2"),
          Optional.of(BLOB));

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(OciArtifact.parse(ARTIFACT.toBytes(), "a/b", "it")).isEqualTo(ARTIFACT);
    String json = new String(ARTIFACT.toBytes(), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"annotations\":{\"a\":\"2\",\"z\":\"1\"}")
        .contains("\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\"");
  }

  @Test
  void noScannerTakesItForAnImage() throws IOException {
    assertThat(ManifestParser.parse(ARTIFACT.toBytes(), MediaTypes.OCI_MANIFEST))
        .isInstanceOf(ArtifactManifest.class);
  }

  @Test
  void otherTypesAreRefused() {
    refused(ImageProblem.MALFORMED_ARTIFACT, "{\"artifactType\":\"a/c\"}");
    refused(ImageProblem.MALFORMED_ARTIFACT, "{\"artifactType\":\"a/b\",\"manifests\":[]}");
    refused(ImageProblem.MALFORMED_ARTIFACT, "{}");
    refused(ImageProblem.MALFORMED_MANIFEST, "{\"artifactType\":\"a/b\"}");
    refused(ImageProblem.MALFORMED_MANIFEST, "[]");
  }

  @Test
  void sizesAreBounded() {
    String head =
        "{\"mediaType\":\""
            + MediaTypes.OCI_MANIFEST
            + "\",\"artifactType\":\"a/b\",\"layers\":[%s],\"annotations\":{%s}}";
    String layer = "{\"mediaType\":\"m\",\"digest\":\"" + BLOB.digest() + "\",\"size\":%s}";
    refused(ImageProblem.MALFORMED_MANIFEST, head.formatted(layer.formatted(-1), ""));
    refused(ImageProblem.MALFORMED_MANIFEST, head.formatted(layer.formatted("1e3"), ""));
    refused(
        ImageProblem.MALFORMED_MANIFEST,
        head.formatted(layer.formatted("99999999999999999999"), ""));
    refused(
        ImageProblem.MALFORMED_MANIFEST, head.formatted(repeated(65, _ -> layer.formatted(1)), ""));
    refused(
        ImageProblem.MALFORMED_MANIFEST,
        head.formatted("", repeated(65, i -> "\"k" + i + "\":\"v\"")));
    refused(
        ImageProblem.MALFORMED_MANIFEST, head.formatted("", "\"k\":\"" + "v".repeat(5000) + "\""));
  }

  private static String repeated(int times, java.util.function.IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining(","));
  }

  private static void refused(ImageProblem problem, String json) {
    assertProblem(
        problem, () -> OciArtifact.parse(json.getBytes(StandardCharsets.UTF_8), "a/b", "it"));
  }
}
