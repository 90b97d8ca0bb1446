package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.manifest.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;

/** Manifests and configurations of one repository, checked against their digests. */
record ManifestFetch(
    Transport transport, RegistryLimits limits, RegistryEndpoint endpoint, String repository) {
  /** A manifest's bytes, which match their digest. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only read.
  record Fetched(byte[] bytes, Digest digest, String mediaType) {}

  /** By tag or digest; throws ImageException. */
  Fetched manifest(String selector, Digest expected) throws IOException {
    String name = endpoint.host() + "/" + repository + " manifest " + selector;
    String path = "/v2/" + repository + "/manifests/" + selector;
    return new Retry(limits)
        .run(
            name,
            () -> {
              HttpResponse<InputStream> response =
                  transport.get(endpoint, repository, path, Map.of("Accept", MediaTypes.ACCEPT));
              byte[] bytes = bounded(response, ManifestParser.MAX_BYTES, name);
              Digest digest = ContentDigest.of(bytes, algorithm(response, expected));
              verify(name, digest, expected == null ? announced(response, digest) : expected);
              String type = response.headers().firstValue("Content-Type").orElse("");
              return new Fetched(bytes, digest, type);
            });
  }

  /** An image configuration; throws ImageException. */
  byte[] config(Descriptor config) throws IOException {
    String name = endpoint.host() + "/" + repository + " image configuration " + config.digest();
    String path = "/v2/" + repository + "/blobs/" + config.digest();
    return new Retry(limits)
        .run(
            name,
            () -> {
              HttpResponse<InputStream> response =
                  transport.get(endpoint, repository, path, Map.of());
              byte[] bytes = bounded(response, ImageConfig.MAX_BYTES, name);
              verify(name, ContentDigest.of(bytes, config.digest().algorithm()), config.digest());
              return bytes;
            });
  }

  /** A JSON document of the registry's own making, with no digest; throws ImageException. */
  byte[] document(String path, String what) throws IOException {
    String name = endpoint.host() + "/" + repository + " " + what;
    return new Retry(limits)
        .run(
            name,
            () ->
                bounded(
                    transport.get(
                        endpoint, repository, path, Map.of("Accept", MediaTypes.OCI_INDEX)),
                    ManifestParser.MAX_BYTES,
                    name));
  }

  private byte[] bounded(HttpResponse<InputStream> response, int max, String name)
      throws IOException {
    try (InputStream in =
        new TimedStream(response.body(), limits.stallTimeout(), limits.deadline())) {
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      byte[] bytes = announced > max ? new byte[0] : in.readNBytes(max + 1);
      if (announced > max || bytes.length > max) {
        throw new ImageException(
            ImageProblem.MANIFEST_TOO_LARGE, name + " has more than " + max + " bytes");
      }
      return bytes;
    }
  }

  private static String algorithm(HttpResponse<?> response, Digest expected) {
    if (expected != null) {
      return expected.algorithm();
    }
    boolean sha512 =
        response.headers().firstValue("Docker-Content-Digest").orElse("").startsWith("sha512:");
    return sha512 ? "sha512" : "sha256";
  }

  private static Digest announced(HttpResponse<?> response, Digest actual) throws ImageException {
    String header = response.headers().firstValue("Docker-Content-Digest").orElse("");
    try {
      return header.isEmpty() ? actual : Digest.parse(header);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          ImageProblem.PROTOCOL, "Docker-Content-Digest is no digest: " + e.getMessage(), e);
    }
  }

  private static void verify(String name, Digest actual, Digest expected) throws ImageException {
    if (!actual.equals(expected)) {
      throw new ImageException(
          ImageProblem.DIGEST_MISMATCH,
          name + ": its content has digest " + actual + ", expected " + expected);
    }
  }
}
