package io.mdis.suppression;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which findings an entry speaks of: those that fit every part that is given. What is suppressed
 * must be named, see {@link #isNamed}; the other parts narrow it.
 *
 * @param vulnerability id or alias of a flaw, such as {@code CVE-2019-1563}, or id of a rule, in
 *     any case; null for every one
 * @param aliases further names of the same flaw
 * @param packageName exact name of a binary or source package; null for every one
 * @param purl type, namespace and name, with a version for that version alone, with qualifiers for
 *     packages that have the same ones; null for every one
 * @param path glob over the path that is the evidence; null for every one
 * @param image pattern of images, see {@link ImagePattern}; null for every one
 * @param environment label that every matching image has as its only one; null for every one
 * @param dimension that made the finding, such as {@code malware}; null for every one
 * @param hash SHA-256 of the file, or keyed hash of the secret, that was found: 64 hex digits, kept
 *     in lower case; null for every one
 */
public record SuppressionScope(
    String vulnerability,
    List<String> aliases,
    String packageName,
    String purl,
    String path,
    String image,
    String environment,
    String dimension,
    String hash) {
  private static final String SHA256 = "sha256:";

  /** Copies what it is given; a hash may be written with {@code sha256:} in front. */
  public SuppressionScope {
    aliases = List.copyOf(aliases);
    if (hash != null) {
      String lower = hash.toLowerCase(Locale.ROOT);
      hash = lower.startsWith(SHA256) ? lower.substring(SHA256.length()) : lower;
    }
  }

  /** In every dimension, whatever the hash. */
  public SuppressionScope(
      String vulnerability,
      List<String> aliases,
      String packageName,
      String purl,
      String path,
      String image,
      String environment) {
    this(vulnerability, aliases, packageName, purl, path, image, environment, null, null);
  }

  /** Of one flaw and nothing narrower. */
  public static SuppressionScope of(String vulnerability) {
    return new SuppressionScope(vulnerability, List.of(), null, null, null, null, null);
  }

  /** Of one file or secret, in whatever dimension and image it is found. */
  public static SuppressionScope ofHash(String hash) {
    return new SuppressionScope(null, List.of(), null, null, null, null, null, null, hash);
  }

  /**
   * Whether it says what is suppressed: a flaw or rule, a hash, or a path in a dimension. All else
   * would suppress what nobody has looked at.
   */
  public boolean isNamed() {
    return vulnerability != null || hash != null || (path != null && dimension != null);
  }

  /** Every name of the flaw; none for an entry that speaks of every flaw. */
  public List<String> names() {
    return vulnerability == null
        ? List.of()
        : Stream.concat(Stream.of(vulnerability), aliases.stream()).distinct().toList();
  }

  /**
   * Keys under which stored findings in this scope are looked up, in lower case; none when it may
   * speak of any finding of its dimension.
   */
  public List<String> lookupKeys() {
    return hash == null
        ? names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()
        : List.of(FindingSubject.hashKey(hash));
  }

  /** The parts that are given, one after another: the same for the same scope. */
  public String key() {
    Stream<String> parts = Stream.of(vulnerability, packageName, purl, path, image, environment);
    // Left out where nothing is given, so that older entries keep their ids.
    Stream<String> later =
        dimension == null && hash == null ? Stream.of() : Stream.of(dimension, hash);
    return Stream.concat(parts, later)
        .map(part -> part == null ? "" : part)
        .collect(Collectors.joining("\n"));
  }
}
