package io.mdis.image.archive;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Platform;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.tar.TestTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final String OCI = "application/vnd.oci.image.";

  @TempDir Path folder;
  private final byte[] layer = "a layer".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsWhatDockerSaves() throws IOException {
    Path file = write(saved("layer.tar"));
    try (ImageSource image = Archives.open(file)) {
      assertThat(image.name()).contains("image.tar").contains("a:1");
      assertThat(image.platform()).hasToString("linux/arm64");
      assertThat(content(image)).isEqualTo(layer);
    }
  }

  @Test
  void readsItPackedToo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(tar(saved("layer.tar")));
    }
    try (ImageSource image =
        Archives.open(Files.write(folder.resolve("a.tar.gz"), bytes.toByteArray()))) {
      assertThat(content(image)).isEqualTo(layer);
    }
    assertProblem(
        ImageProblem.MALFORMED_ARCHIVE,
        () ->
            Archives.open(
                Files.write(
                    folder.resolve("cut.tar.gz"), Arrays.copyOf(bytes.toByteArray(), 200))));
  }

  @Test
  void readsAnOciLayoutAsTarAndAsFolder() throws IOException {
    Map<String, byte[]> files = layout("linux", "amd64");
    try (ImageSource image = Archives.open(write(files))) {
      assertThat(content(image)).isEqualTo(layer);
    }
    Path root = unpack(files);
    try (ImageSource image = Archives.open(root, new Platform("linux", "amd64", null))) {
      assertThat(content(image)).isEqualTo(layer);
    }
    assertProblem(
            ImageProblem.NO_PLATFORM,
            () -> Archives.open(root, new Platform("linux", "s390x", null)))
        .hasMessageContaining("s390x");
  }

  @Test
  void aLinkInALayoutLeadsNowhere() throws IOException {
    Map<String, byte[]> files = layout("linux", "amd64");
    Path root = unpack(files);
    Path blob = root.resolve("blobs/sha256/" + Sha256.of(layer).hex());
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.delete(blob);
    Files.createSymbolicLink(blob, secret);
    try (ImageSource image = Archives.open(root)) {
      assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> content(image));
    }
  }

  @Test
  void aFolderIsARootFileSystem() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root/etc")).getParent();
    Files.writeString(root.resolve("etc/os-release"), "ID=alpine\n");
    Files.createSymbolicLink(root.resolve("etc/shadow"), Path.of("/etc/shadow"));
    try (ImageSource image = Archives.open(root)) {
      assertThat(new String(content(image), StandardCharsets.ISO_8859_1))
          .contains("ID=alpine")
          .contains("etc/shadow")
          .doesNotContain("root:");
    }
  }

  @Test
  void namesInsideAnArchiveStayInside() throws IOException {
    Files.write(folder.resolve("outside.tar"), layer);
    for (String name : new String[] {"../outside.tar", "/etc/passwd", "a/../../outside.tar"}) {
      Map<String, byte[]> files = saved(name);
      files.remove(name);
      Path file = write(files);
      assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(file))
          .hasMessageContaining("lacks");
    }
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Map<String, byte[]> files = saved("layer.tar");
    files.remove("layer.tar");
    Path file = write(files);
    assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(file))
        .hasMessageContaining("image.tar")
        .hasMessageContaining("layer.tar");
    Path other = write(Map.of("a", layer));
    assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(other))
        .hasMessageContaining("neither manifest.json");
  }

  @Test
  void anArchiveThatIsCutOffIsNotRead() throws IOException {
    byte[] tar = tar(saved("layer.tar"));
    Path file = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(tar, 700));
    assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(file))
        .hasMessageContaining("cut.tar");
  }

  @Test
  void anotherDigestThanItsNameIsRefused() throws IOException {
    Map<String, byte[]> files = layout("linux", "amd64");
    files.replaceAll(
        (name, bytes) ->
            new String(bytes, StandardCharsets.UTF_8).contains("diff_ids")
                ? "{\"rootfs\":{\"diff_ids\":[]}}".getBytes(StandardCharsets.UTF_8)
                : bytes);
    Path file = write(files);
    assertProblem(ImageProblem.DIGEST_MISMATCH, () -> Archives.open(file));
  }

  @Test
  void junkIsNoArchive() throws IOException {
    for (String text : new String[] {"", "text", "x".repeat(5000)}) {
      Path file = Files.writeString(folder.resolve("junk"), text);
      assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(file))
          .hasMessageContaining("junk");
    }
  }

  @Test
  void aManifestLargerThanTheBoundIsNotRead() throws IOException {
    Map<String, byte[]> files = saved("layer.tar");
    files.put("manifest.json", new byte[50 << 20]);
    Path file = write(files);
    assertProblem(ImageProblem.MALFORMED_ARCHIVE, () -> Archives.open(file))
        .hasMessageContaining("manifest.json");
  }

  private Map<String, byte[]> saved(String layerName) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("config.json", config("linux", "arm64"));
    files.put(
        "manifest.json",
        ("[{\"Config\":\"config.json\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"" + layerName + "\"]}]")
            .getBytes(StandardCharsets.UTF_8));
    files.put(layerName, layer);
    return files;
  }

  private Map<String, byte[]> layout(String os, String architecture) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] config = config(os, architecture);
    byte[] manifest =
        ("{\"schemaVersion\":2,\"config\":"
                + blob(files, "config.v1+json", config)
                + ",\"layers\":["
                + blob(files, "layer.v1.tar", layer)
                + "]}")
            .getBytes(StandardCharsets.UTF_8);
    String index =
        "{\"schemaVersion\":2,\"manifests\":[" + blob(files, "manifest.v1+json", manifest) + "]}";
    files.put("index.json", index.getBytes(StandardCharsets.UTF_8));
    files.put("oci-layout", "{}".getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String blob(Map<String, byte[]> files, String type, byte[] bytes) {
    files.put("blobs/sha256/" + Sha256.of(bytes).hex(), bytes);
    return "{\"mediaType\":\""
        + OCI
        + type
        + "\",\"digest\":\""
        + Sha256.of(bytes)
        + "\",\"size\":"
        + bytes.length
        + "}";
  }

  private byte[] config(String os, String architecture) {
    return ("{\"os\":\""
            + os
            + "\",\"architecture\":\""
            + architecture
            + "\",\"rootfs\":{\"diff_ids\":[\""
            + Sha256.of(layer)
            + "\"]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Path write(Map<String, byte[]> files) throws IOException {
    return Files.write(folder.resolve("image.tar"), tar(files));
  }

  private static byte[] tar(Map<String, byte[]> files) {
    TestTar tar = new TestTar();
    files.forEach((name, bytes) -> tar.entry(name, '0', "", bytes));
    return tar.bytes();
  }

  private Path unpack(Map<String, byte[]> files) throws IOException {
    Path root = folder.resolve("layout");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return root;
  }

  private static byte[] content(ImageSource image) throws IOException {
    try (InputStream in = image.layers().getFirst().content().open()) {
      return in.readAllBytes();
    }
  }
}
