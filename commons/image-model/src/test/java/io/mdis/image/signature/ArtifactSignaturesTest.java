package io.mdis.image.signature;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.fixtures.TestKeys;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.MediaTypes;
import io.mdis.image.manifest.OciArtifact;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.ArtifactRepository;
import io.mdis.image.registry.ContentDigest;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactSignaturesTest {
  private static final String PURPOSE = "a test";

  @TempDir static Path folder;
  private static RealRegistry registry;
  private static TestKeys keys;

  @BeforeAll
  static void start() throws IOException {
    RealRegistry.assumeAvailable();
    registry = RealRegistry.start();
    keys = TestKeys.make(folder, "own", "secp256r1");
  }

  @AfterAll
  static void stop() throws IOException {
    if (registry != null) {
      registry.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "Ed25519"})
  void aTrustedKeysSignatureIsFound(String kind) throws IOException {
    ArtifactRepository repository = repository(registry.host(), "kinds");
    Descriptor manifest = artifact(repository, kind);
    TestKeys own = TestKeys.make(folder, kind, kind);
    sign(repository, manifest, repository.name(), own);
    assertThat(verify(repository, manifest, repository.name(), own)).matches("[0-9a-f]{64}");
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "several");
    Descriptor manifest = artifact(repository, "several");
    TestKeys second = TestKeys.make(folder, "second", "Ed25519");
    signatures(repository)
        .sign(
            manifest,
            repository.name(),
            List.of(SigningKey.read(keys.secret()), SigningKey.read(second.secret())));
    assertThat(verify(repository, manifest, repository.name(), second)).isNotEmpty();
    assertThat(verify(repository, manifest, repository.name(), keys)).isNotEmpty();
  }

  @Test
  void whatIsNotSignedIsRefused() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "none");
    Descriptor manifest = artifact(repository, "none");
    refused(repository, manifest, repository.name(), "it is not signed");
  }

  @Test
  void anotherKeysSignatureIsRefused() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "other-key");
    Descriptor manifest = artifact(repository, "other-key");
    TestKeys other = TestKeys.make(folder, "other", "secp256r1");
    sign(repository, manifest, repository.name(), other);
    refused(repository, manifest, repository.name(), "no trusted key has signed it");
  }

  @Test
  void anotherRepositorysSignatureIsRefused() throws IOException {
    ArtifactRepository from = repository(registry.host(), "from");
    ArtifactRepository to = repository(registry.host(), "to");
    Descriptor manifest = artifact(from, "moved");
    artifact(to, "moved");
    sign(from, manifest, from.name(), keys);
    String tag = "sha256-" + manifest.digest().hex() + ".sig";
    byte[] stored = from.manifest(tag, null).bytes();
    OciArtifact moved = OciArtifact.parse(stored, ArtifactSignatures.ARTIFACT_TYPE, "it");
    to.upload(from.bytes(moved.layers().getFirst().blob(), 1000), "any/type");
    to.put(tag, stored, MediaTypes.OCI_MANIFEST);
    refused(to, manifest, to.name(), "its signature is for " + from.name() + ", not for");
    assertThat(verify(to, manifest, from.name(), keys)).isNotEmpty();
  }

  @Test
  void anotherManifestsSignatureIsRefused() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "manifests");
    Descriptor old = artifact(repository, "old");
    Descriptor fresh = artifact(repository, "fresh");
    sign(repository, old, repository.name(), keys);
    byte[] stored = repository.manifest("sha256-" + old.digest().hex() + ".sig", null).bytes();
    repository.put("sha256-" + fresh.digest().hex() + ".sig", stored, MediaTypes.OCI_MANIFEST);
    refused(repository, fresh, repository.name(), "its signature is for " + old.digest());
  }

  @Test
  void aSignatureForAnotherPurposeIsRefused() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "purpose");
    Descriptor manifest = artifact(repository, "purpose");
    new ArtifactSignatures(repository, "something else")
        .sign(manifest, repository.name(), List.of(SigningKey.read(keys.secret())));
    refused(repository, manifest, repository.name(), "another purpose");
  }

  @Test
  void aChangedStatementIsRefused() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "changed");
    Descriptor manifest = artifact(repository, "changed");
    sign(repository, manifest, "elsewhere/db", keys);
    String tag = "sha256-" + manifest.digest().hex() + ".sig";
    OciArtifact.Layer layer =
        OciArtifact.parse(
                repository.manifest(tag, null).bytes(), ArtifactSignatures.ARTIFACT_TYPE, "it")
            .layers()
            .getFirst();
    byte[] statement = repository.bytes(layer.blob(), 1000);
    byte[] changed =
        new String(statement, StandardCharsets.UTF_8)
            .replace("elsewhere/db", repository.name())
            .getBytes(StandardCharsets.UTF_8);
    Descriptor blob = repository.upload(changed, layer.blob().mediaType());
    publish(repository, tag, new OciArtifact.Layer(blob, layer.annotations()));
    refused(repository, manifest, repository.name(), "no trusted key has signed it");
  }

  @Test
  void anotherProgramsSignatureUnderTheTagCountsForNothing() throws IOException {
    ArtifactRepository repository = repository(registry.host(), "cosign");
    Descriptor manifest = artifact(repository, "cosign");
    Descriptor config =
        repository.upload("{}".getBytes(StandardCharsets.UTF_8), MediaTypes.OCI_EMPTY);
    repository.put(
        "sha256-" + manifest.digest().hex() + ".sig",
        new OciArtifact(
                "x/y", List.of(new OciArtifact.Layer(config, Map.of())), Map.of(), Optional.empty())
            .toBytes(),
        MediaTypes.OCI_MANIFEST);
    refused(repository, manifest, repository.name(), "it is not signed");
  }

  @Test
  void aReferrerIsFoundWhereThereIsNoTag() throws IOException {
    Digest subject = Digest.sha256("1".repeat(64));
    try (ScriptedRegistry scripted = new ScriptedRegistry()) {
      ArtifactRepository repository = repository(scripted.host(), "r");
      byte[] statement = new SignedStatement(PURPOSE, repository.name(), subject).toBytes();
      String signature =
          java.util.Base64.getEncoder()
              .encodeToString(SigningKey.read(keys.secret()).sign(statement));
      Descriptor blob =
          new Descriptor("x", ContentDigest.of(statement, "sha256"), statement.length);
      byte[] signatures =
          new OciArtifact(
                  ArtifactSignatures.ARTIFACT_TYPE,
                  List.of(new OciArtifact.Layer(blob, Map.of("io.mdis.signature", signature))),
                  Map.of(),
                  Optional.empty())
              .toBytes();
      Digest digest = ContentDigest.of(signatures, "sha256");
      scripted.publish("/v2/r/blobs/" + blob.digest(), statement);
      scripted.publish("/v2/r/manifests/" + digest, signatures);
      scripted.publish(
          "/v2/r/referrers/" + subject,
          ("{\"manifests\":[{\"artifactType\":\""
                  + ArtifactSignatures.ARTIFACT_TYPE
                  + "\",\"digest\":\""
                  + digest
                  + "\"}]}")
              .getBytes(StandardCharsets.UTF_8));
      assertThat(verify(repository, new Descriptor("m", subject, 1), repository.name(), keys))
          .isNotEmpty();
    }
  }

  private static void publish(ArtifactRepository repository, String tag, OciArtifact.Layer layer)
      throws IOException {
    byte[] bytes =
        new OciArtifact(
                ArtifactSignatures.ARTIFACT_TYPE, List.of(layer), Map.of(), Optional.empty())
            .toBytes();
    repository.put(tag, bytes, MediaTypes.OCI_MANIFEST);
  }

  private static void refused(
      ArtifactRepository repository, Descriptor manifest, String identity, String why) {
    assertProblem(ImageProblem.UNTRUSTED, () -> verify(repository, manifest, identity, keys))
        .hasMessageContaining(why);
  }

  private static void sign(
      ArtifactRepository repository, Descriptor manifest, String identity, TestKeys own)
      throws IOException {
    signatures(repository).sign(manifest, identity, List.of(SigningKey.read(own.secret())));
  }

  private static String verify(
      ArtifactRepository repository, Descriptor manifest, String identity, TestKeys trusted)
      throws IOException {
    return signatures(repository)
        .verify(manifest.digest(), identity, TrustedKeys.read(List.of(trusted.open())));
  }

  private static ArtifactSignatures signatures(ArtifactRepository repository) {
    return new ArtifactSignatures(repository, PURPOSE);
  }

  /** A manifest that names the text. */
  private static Descriptor artifact(ArtifactRepository repository, String text)
      throws IOException {
    repository.upload(OciArtifact.empty(), MediaTypes.OCI_EMPTY);
    Descriptor blob = repository.upload(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    byte[] manifest =
        new OciArtifact(
                "a/b", List.of(new OciArtifact.Layer(blob, Map.of())), Map.of(), Optional.empty())
            .toBytes();
    Digest digest = ContentDigest.of(manifest, "sha256");
    repository.put(digest.toString(), manifest, MediaTypes.OCI_MANIFEST);
    return new Descriptor(MediaTypes.OCI_MANIFEST, digest, manifest.length);
  }

  private static ArtifactRepository repository(String host, String name) throws IOException {
    RegistryEndpoint endpoint = new RegistryEndpoint(host, true, null, null);
    return new RegistryClient(RegistryDirectory.of(List.of(endpoint)), RegistryLimits.DEFAULT)
        .repository(ImageReference.parse(host + "/" + name + ":1"));
  }
}
