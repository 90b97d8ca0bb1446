package io.mdis.history.dockerfile;

import io.mdis.contracts.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Known bases by the chain of their layers, as the OCI image specification's ChainID: one look-up
 * for each layer of an image, however many bases are known. Never changes; make another.
 */
public final class LayerChains implements KnownBases {
  private final Map<String, Known> byChain = new HashMap<>();

  /**
   * Chains of images.
   *
   * @param images diffIDs by name; where two names have the same layers, the first one counts
   */
  public LayerChains(Map<String, List<Digest>> images) {
    images.forEach(
        (name, layers) -> {
          if (!layers.isEmpty()) {
            byChain.putIfAbsent(chains(layers).getLast(), new Known(name, layers.size()));
          }
        });
  }

  @Override
  public Optional<Known> beneath(List<Digest> layers) {
    if (byChain.isEmpty()) {
      return Optional.empty();
    }
    List<String> chains = chains(layers);
    for (int i = chains.size() - 2; i >= 0; i--) {
      Known known = byChain.get(chains.get(i));
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** The chain up to and with each of the layers. */
  private static List<String> chains(List<Digest> layers) {
    List<String> chains = new ArrayList<>();
    String chain = "";
    for (Digest layer : layers) {
      chain = chain.isEmpty() ? layer.toString() : "sha256:" + sha256(chain + " " + layer);
      chains.add(chain);
    }
    return chains;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
