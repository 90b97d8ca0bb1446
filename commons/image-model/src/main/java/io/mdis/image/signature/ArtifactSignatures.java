package io.mdis.image.signature;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.MediaTypes;
import io.mdis.image.manifest.OciArtifact;
import io.mdis.image.registry.ArtifactRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signatures of manifests of one repository, kept beside them in the registry. The signatures of a
 * manifest are an artefact whose subject it is (OCI distribution 1.1), under the tag {@code
 * sha256-<hex>.sig} too, for registries that list no referrers.
 */
public final class ArtifactSignatures {
  /** Artefact type of signatures. */
  public static final String ARTIFACT_TYPE = "application/vnd.mdis.signature.v1";

  private static final String STATEMENT_TYPE = ARTIFACT_TYPE + "+json";
  private static final String SIGNATURE = "io.mdis.signature";
  private static final int MAX_SIGNATURES = 64;
  private static final int MAX_SIGNATURE = 1024;

  private final ArtifactRepository repository;
  private final String purpose;

  /**
   * Signatures of a repository.
   *
   * @param purpose what the signers say that the manifests are, a text of the product's own
   */
  public ArtifactSignatures(ArtifactRepository repository, String purpose) {
    this.repository = repository;
    this.purpose = purpose;
  }

  /**
   * Signs a manifest that is there with each of the keys; signatures of an earlier time stay only
   * where the registry lists referrers.
   *
   * @param identity {@code registry/repository} that it is for
   */
  public void sign(Descriptor manifest, String identity, List<SigningKey> keys) throws IOException {
    byte[] statement = new SignedStatement(purpose, identity, manifest.digest()).toBytes();
    Descriptor blob = repository.upload(statement, STATEMENT_TYPE);
    List<OciArtifact.Layer> layers = new ArrayList<>();
    for (SigningKey key : keys) {
      String signature = Base64.getEncoder().encodeToString(key.sign(statement));
      layers.add(new OciArtifact.Layer(blob, Map.of(SIGNATURE, signature)));
    }
    repository.upload(OciArtifact.empty(), MediaTypes.OCI_EMPTY);
    byte[] signatures =
        new OciArtifact(ARTIFACT_TYPE, layers, Map.of(), Optional.of(manifest)).toBytes();
    repository.put(tag(manifest.digest()), signatures, MediaTypes.OCI_MANIFEST);
  }

  /**
   * Checks that a manifest is signed for an identity by a trusted key; returns the key's
   * fingerprint.
   *
   * @throws ImageException UNTRUSTED, saying whether there is no signature, none of a trusted key,
   *     or one for something else
   */
  public String verify(Digest manifest, String identity, TrustedKeys keys) throws IOException {
    String why = "it is not signed";
    for (OciArtifact.Layer layer : signatures(manifest)) {
      byte[] statement = repository.bytes(layer.blob(), SignedStatement.MAX_BYTES);
      Optional<String> signer = keys.signer(statement, signature(layer));
      if (signer.isEmpty()) {
        why = why.equals("it is not signed") ? "no trusted key has signed it" : why;
        continue;
      }
      // Read only now, when somebody trusted has written it.
      SignedStatement signed = SignedStatement.parse(statement);
      if (signed.equals(new SignedStatement(purpose, identity, manifest))) {
        return signer.get();
      }
      why = different(signed, manifest, identity);
    }
    throw new ImageException(
        ImageProblem.UNTRUSTED, repository.name() + "@" + manifest + " is refused: " + why);
  }

  private String different(SignedStatement signed, Digest manifest, String identity) {
    if (!signed.type().equals(purpose)) {
      return "its signature is for another purpose than \"" + purpose + "\"";
    }
    return signed.digest().equals(manifest)
        ? "its signature is for " + signed.identity() + ", not for " + identity
        : "its signature is for " + signed.digest();
  }

  private List<OciArtifact.Layer> signatures(Digest manifest) throws IOException {
    List<OciArtifact.Layer> found = new ArrayList<>();
    for (ArtifactRepository.StoredManifest stored : stored(manifest)) {
      found.addAll(layers(stored));
    }
    return found.size() > MAX_SIGNATURES ? found.subList(0, MAX_SIGNATURES) : found;
  }

  private static List<OciArtifact.Layer> layers(ArtifactRepository.StoredManifest stored) {
    try {
      String what = "signature " + stored.digest();
      return OciArtifact.parse(stored.bytes(), ARTIFACT_TYPE, what).layers();
    } catch (ImageException e) {
      // Another program's, under the same tag: it counts for nothing here.
      return List.of();
    }
  }

  private List<ArtifactRepository.StoredManifest> stored(Digest manifest) throws IOException {
    List<ArtifactRepository.StoredManifest> found = new ArrayList<>();
    repository.find(tag(manifest), null).ifPresent(found::add);
    Set<Digest> listed = new LinkedHashSet<>(repository.referrers(manifest, ARTIFACT_TYPE));
    found.forEach(known -> listed.remove(known.digest()));
    for (Digest digest : listed) {
      repository.find(digest.toString(), digest).ifPresent(found::add);
    }
    return found;
  }

  private static byte[] signature(OciArtifact.Layer layer) {
    String base64 = layer.annotations().getOrDefault(SIGNATURE, "");
    try {
      return base64.length() > MAX_SIGNATURE ? new byte[0] : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // No key has made this one.
      return new byte[0];
    }
  }

  private static String tag(Digest manifest) {
    return manifest.algorithm() + "-" + manifest.hex() + ".sig";
  }
}
