package io.mdis.measurement;

import io.mdis.contracts.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What describes a layer and is the same on every host (OCI image specification, "Layer ChainID").
 *
 * @param diffId digest of the uncompressed tar
 * @param chainId digest of the layers up to this one
 * @param parent chain ID of the layer below; null for a base layer
 */
public record LayerMetadata(Digest diffId, Digest chainId, Digest parent) {

  /** That of each layer of an image, from the base upwards. */
  public static List<LayerMetadata> chain(List<Digest> diffIds) {
    List<LayerMetadata> chain = new ArrayList<>();
    Digest parent = null;
    for (Digest diffId : diffIds) {
      Digest chainId = parent == null ? diffId : sha256(parent + " " + diffId);
      chain.add(new LayerMetadata(diffId, chainId, parent));
      parent = chainId;
    }
    return chain;
  }

  /** LMD1: the metadata digest. */
  public Sha384 digest() {
    return new Netstrings()
        .raw("LMD1\n")
        .put(diffId.toString())
        .put(chainId.toString())
        .put(parent == null ? "" : parent.toString())
        .sha384();
  }

  private static Digest sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Digest.sha256(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
