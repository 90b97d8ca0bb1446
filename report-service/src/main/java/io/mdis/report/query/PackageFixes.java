package io.mdis.report.query;

import java.util.List;

/**
 * A package that has a flaw in some image.
 *
 * @param name of the package
 * @param fixedVersions that mend it, one for each release that it was found in, in no order of
 *     versions; empty when none is known
 */
public record PackageFixes(String name, List<String> fixedVersions) {

  /** Copies what it is given. */
  public PackageFixes {
    fixedVersions = List.copyOf(fixedVersions);
  }
}
