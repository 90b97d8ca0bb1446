package io.mdis.suppression;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which findings an entry speaks of: those that fit every part that is given.
 *
 * @param vulnerability id or alias, such as {@code CVE-2019-1563}, in any case; null for every one
 * @param aliases further names of the same flaw
 * @param packageName exact name of a binary or source package; null for every one
 * @param purl type, namespace and name, with a version for that version alone, with qualifiers for
 *     packages that have the same ones; null for every one
 * @param path glob over the path that is the evidence; null for every one
 * @param image pattern of images, see {@link ImagePattern}; null for every one
 * @param environment label that every matching image has as its only one; null for every one
 */
public record SuppressionScope(
    String vulnerability,
    List<String> aliases,
    String packageName,
    String purl,
    String path,
    String image,
    String environment) {

  /** Copies what it is given. */
  public SuppressionScope {
    aliases = List.copyOf(aliases);
  }

  /** Of one flaw and nothing narrower. */
  public static SuppressionScope of(String vulnerability) {
    return new SuppressionScope(vulnerability, List.of(), null, null, null, null, null);
  }

  /** Every name of the flaw; none for an entry that speaks of every flaw. */
  public List<String> names() {
    return vulnerability == null
        ? List.of()
        : Stream.concat(Stream.of(vulnerability), aliases.stream()).distinct().toList();
  }

  /** The parts that are given, one after another: the same for the same scope. */
  public String key() {
    return Stream.of(vulnerability, packageName, purl, path, image, environment)
        .map(part -> part == null ? "" : part)
        .collect(Collectors.joining("\n"));
  }
}
