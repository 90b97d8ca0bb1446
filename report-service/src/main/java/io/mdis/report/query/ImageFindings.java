package io.mdis.report.query;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import java.util.List;

/**
 * The findings of one flaw in one image.
 *
 * @param image manifest digest
 * @param findings one for each package that has the flaw
 * @param more whether there are others that were not read
 */
public record ImageFindings(Digest image, List<Finding> findings, boolean more) {

  /** Copies what it is given. */
  public ImageFindings {
    findings = List.copyOf(findings);
  }
}
