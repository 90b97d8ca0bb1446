package io.mdis.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.ManifestParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One repository of a registry, read and written as it is: manifests and blobs by their digests.
 * Got from {@link RegistryClient#repository}. May be used by several threads.
 */
public final class ArtifactRepository {
  private static final int MAX_REFERRERS = 16;

  private final ManifestFetch fetch;

  ArtifactRepository(ManifestFetch fetch) {
    this.fetch = fetch;
  }

  /**
   * A manifest as it is stored.
   *
   * @param bytes at most {@link ManifestParser#MAX_BYTES}
   * @param digest that the bytes have
   * @param mediaType as the registry declared it; may be empty
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only read.
  public record StoredManifest(byte[] bytes, Digest digest, String mediaType) {}

  /** The manifest of a tag, or of a digest, which it then has; throws {@link ImageException}. */
  public StoredManifest manifest(String tag, Digest digest) throws IOException {
    ManifestFetch.Fetched fetched =
        fetch.manifest(digest == null ? tag : digest.toString(), digest);
    return new StoredManifest(fetched.bytes(), fetched.digest(), fetched.mediaType());
  }

  /** As {@link #manifest}, but empty when there is none. */
  public Optional<StoredManifest> find(String tag, Digest digest) throws IOException {
    try {
      return Optional.of(manifest(tag, digest));
    } catch (ImageException e) {
      if (e.problem() == ImageProblem.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Manifests of a type whose subject is the given one, a bounded number of them (OCI distribution
   * 1.1, "Listing Referrers"); none where the registry has no such list.
   */
  public List<Digest> referrers(Digest subject, String artifactType) throws IOException {
    String path =
        "/v2/"
            + fetch.repository()
            + "/referrers/"
            + subject
            + "?artifactType="
            + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    byte[] bytes;
    try {
      bytes = fetch.document(path, "referrers of " + subject);
    } catch (ImageException e) {
      // A registry from before 1.1 may answer with anything.
      if (e.problem() == ImageProblem.NOT_FOUND || e.problem() == ImageProblem.PROTOCOL) {
        return List.of();
      }
      throw e;
    }
    List<Digest> found = new ArrayList<>();
    JsonNode index = BoundedJson.object(bytes, ManifestParser.MAX_BYTES, "referrers");
    for (JsonNode entry : index.path("manifests")) {
      // A registry may leave the choice by type to its client.
      if (BoundedJson.text(entry, "artifactType").equals(artifactType)
          && found.size() < MAX_REFERRERS) {
        found.add(BoundedJson.digest(entry.path("digest"), "referrers"));
      }
    }
    return found;
  }

  /**
   * Writes a blob to a stream and checks its size and digest; throws {@link ImageException}, and
   * what was written is then of no use.
   */
  public void fetch(Descriptor blob, OutputStream out) throws IOException {
    MessageDigest hash = ContentDigest.hash(blob.digest().algorithm());
    long size;
    try (InputStream in =
        new BlobStream(
            fetch.transport(),
            fetch.limits(),
            fetch.endpoint(),
            fetch.repository(),
            blob.digest(),
            blob.size())) {
      size = in.transferTo(new DigestOutputStream(out, hash));
    }
    Digest actual = new Digest(blob.digest().algorithm(), HexFormat.of().formatHex(hash.digest()));
    if (size != blob.size() || !actual.equals(blob.digest())) {
      throw new ImageException(
          ImageProblem.DIGEST_MISMATCH,
          name() + " blob " + blob.digest() + ": its content has digest " + actual);
    }
  }

  /** A small blob; throws {@link ImageException}, also when it is larger than asked for. */
  public byte[] bytes(Descriptor blob, int max) throws IOException {
    if (blob.size() > max) {
      throw new ImageException(
          ImageProblem.ARTIFACT_BYTES,
          name() + " blob " + blob.digest() + " has " + blob.size() + " bytes, more than " + max);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fetch(blob, bytes);
    return bytes.toByteArray();
  }

  /** Pushes a blob that isn't there yet; throws {@link ImageException}. */
  public void upload(Descriptor blob, BlobContent content) throws IOException {
    new BlobUpload(fetch.transport(), fetch.limits(), fetch.endpoint(), fetch.repository())
        .run(blob, content);
  }

  /** Pushes bytes at hand; throws {@link ImageException}. */
  public Descriptor upload(byte[] bytes, String mediaType) throws IOException {
    Descriptor blob = new Descriptor(mediaType, ContentDigest.of(bytes, "sha256"), bytes.length);
    upload(blob, from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
    return blob;
  }

  /**
   * Pushes a manifest whose blobs are there, under a tag or its own digest; throws {@link
   * ImageException}.
   */
  public void put(String selector, byte[] manifest, String mediaType) throws IOException {
    URI uri = fetch.endpoint().uri("/v2/" + fetch.repository() + "/manifests/" + selector);
    WriteRequest request =
        new WriteRequest(
            "PUT",
            uri,
            Map.of("Content-Type", mediaType),
            BodyPublishers.ofByteArray(manifest),
            fetch.limits().deadline());
    new Retry(fetch.limits())
        .run(
            "push of manifest " + selector + " to " + name(),
            () -> {
              HttpResponse<InputStream> response =
                  fetch.transport().write(fetch.endpoint(), fetch.repository(), request);
              response.body().close();
              if (response.statusCode() != 201) {
                throw Transport.failure(fetch.endpoint(), uri.getPath(), uri, response);
              }
              return uri;
            });
  }

  /** {@code registry/repository}. */
  public String name() {
    return fetch.endpoint().host() + "/" + fetch.repository();
  }
}
