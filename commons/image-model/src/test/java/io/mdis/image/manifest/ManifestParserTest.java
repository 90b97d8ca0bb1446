package io.mdis.image.manifest;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final String D =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String CONFIG =
      "'config':{'mediaType':'application/vnd.oci.image.config.v1+json','digest':'"
          + D
          + "','size':2}";
  private static final String LAYER =
      "{'mediaType':'application/vnd.oci.image.layer.v1.tar+gzip','digest':'" + D + "','size':3}";
  private static final String IMAGE = "{'schemaVersion':2," + CONFIG + ",'layers':[" + LAYER + "]}";

  @ParameterizedTest
  @ValueSource(strings = {"", MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST + "; charset=x"})
  void anImageIsReadByDeclarationOrShape(String type) throws ImageException {
    assertThat(parse(IMAGE, type))
        .isInstanceOfSatisfying(
            ImageManifest.class,
            image -> {
              assertThat(image.layers()).singleElement().extracting(Descriptor::size).isEqualTo(3L);
              assertThat(image.config().digest()).hasToString(D);
            });
  }

  @Test
  void anIndexTellsImagesFromWhatSpeaksOfThem() throws ImageException {
    String entry = "{'mediaType':'%s','digest':'" + D + "','size':1,%s}";
    String index =
        "{'schemaVersion':2,'manifests':["
            + entry.formatted(
                MediaTypes.OCI_MANIFEST,
                "'platform':{'os':'linux','architecture':'arm','variant':'v7'}")
            + ","
            + entry.formatted(
                MediaTypes.OCI_MANIFEST,
                "'platform':{'os':'unknown','architecture':'unknown'},'annotations':"
                    + "{'vnd.docker.reference.type':'attestation-manifest'}")
            + ","
            + entry.formatted(MediaTypes.OCI_MANIFEST, "'artifactType':'application/spdx+json'")
            + "]}";
    assertThat(parse(index, ""))
        .isInstanceOfSatisfying(
            ImageIndex.class,
            parsed -> {
              assertThat(parsed.entries()).hasSize(3);
              assertThat(parsed.entries().get(0).platform()).hasToString("linux/arm/v7");
              assertThat(parsed.entries().get(0).artifact()).isNull();
              assertThat(parsed.entries().get(1).artifact()).isEqualTo("attestation-manifest");
              assertThat(parsed.entries().get(2).artifact()).contains("spdx");
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          'subject':{'digest':'x'},                                       | refers to another image
          'artifactType':'application/vnd.example+json',                  | artifact type
          """)
  void whatIsNoImageIsSaidSo(String field, String reason) throws ImageException {
    assertThat(parse(IMAGE.replaceFirst("\\{", "{" + field), ""))
        .isInstanceOfSatisfying(
            ArtifactManifest.class, other -> assertThat(other.reason()).contains(reason));
  }

  @Test
  void aSignatureIsNoImage() throws ImageException {
    String signature =
        IMAGE.replace(
            "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.dev.cosign.simplesigning.v1+json");
    assertThat(parse(signature, "")).isInstanceOf(ArtifactManifest.class);
  }

  @Test
  void foreignLayersAreKnownAsSuch() throws ImageException {
    String foreign =
        IMAGE.replace(
            "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
    ImageManifest image = (ImageManifest) parse(foreign, "");
    assertThat(image.layers().getFirst().foreign()).isTrue();
  }

  @Test
  void unknownMediaTypesAreNamed() {
    assertProblem(
            ImageProblem.UNKNOWN_MEDIA_TYPE,
            () -> parse(IMAGE.replace("layer.v1.tar+gzip", "layer.v1.tar+brotli"), ""))
        .hasMessageContaining("tar+brotli");
    assertProblem(
        ImageProblem.UNKNOWN_MEDIA_TYPE,
        () -> parse(IMAGE.replaceFirst("\\{", "{'mediaType':'application/pdf',"), ""));
    assertProblem(
            ImageProblem.UNKNOWN_MEDIA_TYPE, () -> parse("{'schemaVersion':1,'fsLayers':[]}", ""))
        .hasMessageContaining("schema version 1");
  }

  /** Two readers of the same bytes must never see different images (CVE-2021-41190). */
  @Test
  void whatCanBeReadInTwoWaysIsRefused() {
    malformed(IMAGE.replaceFirst("\\{", "{'manifests':[],"), "manifest and an index");
    malformed(IMAGE.replaceFirst("\\{", "{'layers':[],"), "");
    assertProblem(
        ImageProblem.MALFORMED_MANIFEST,
        () ->
            parse(
                IMAGE.replaceFirst("\\{", "{'mediaType':'" + MediaTypes.DOCKER_MANIFEST + "',"),
                MediaTypes.OCI_MANIFEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{} {}",
        "{'schemaVersion':2}",
        "{'schemaVersion':2,'layers':[]}",
        "{'schemaVersion':2,'manifests':{}}",
        "{'schemaVersion':2,'manifests':[7]}",
      })
  void whatLacksAFieldIsMalformed(String text) {
    malformed(text, "");
  }

  @Test
  void fieldsOfAnotherKindAreMalformed() {
    malformed(IMAGE.replace("'size':3", "'size':-3"), "layer 0");
    malformed(IMAGE.replace("'size':3", "'size':1e3"), "layer 0");
    malformed(IMAGE.replace("'size':3", "'size':99999999999999999999"), "layer 0");
    malformed(IMAGE.replace("'size':3", "'size':'3'"), "layer 0");
    malformed(IMAGE.replaceFirst(D, "sha256:../../etc/passwd"), "config");
    malformed(IMAGE.replaceFirst(D, D + "00"), "config");
    malformed(IMAGE.replace("[" + LAYER + "]", "{}"), "layers is not a list");
  }

  @Test
  void boundsHold() {
    malformed(
        IMAGE.replace("[" + LAYER + "]", "[" + (LAYER + ",").repeat(4096) + LAYER + "]"), "4097");
    malformed(
        IMAGE.replaceFirst("\\{", "{'x':" + "[".repeat(100_000) + "]".repeat(100_000) + ","), "");
    assertProblem(
        ImageProblem.MANIFEST_TOO_LARGE,
        () -> ManifestParser.parse(new byte[ManifestParser.MAX_BYTES + 1], ""));
  }

  @Test
  void aConfigurationMustNameALayerForEach() throws ImageException {
    ImageConfig config =
        ImageConfig.parse(bytes("{'os':'windows','rootfs':{'diff_ids':['" + D + "']}}"));
    assertThat(config.platform()).hasToString("windows/amd64");
    config.requireLayers(1);
    assertProblem(ImageProblem.MALFORMED_MANIFEST, () -> config.requireLayers(2))
        .hasMessageContaining("2 layers");
    assertProblem(
        ImageProblem.MALFORMED_MANIFEST,
        () -> ImageConfig.parse(bytes("{'rootfs':{'diff_ids':'x'}}")));
    assertProblem(
        ImageProblem.MALFORMED_MANIFEST,
        () -> ImageConfig.parse(bytes("{'rootfs':{'diff_ids':['sha256:1']}}")));
  }

  private static void malformed(String text, String message) {
    assertProblem(ImageProblem.MALFORMED_MANIFEST, () -> parse(text, ""))
        .hasMessageContaining(message);
  }

  private static Manifest parse(String text, String type) throws ImageException {
    return ManifestParser.parse(bytes(text), type);
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
