package io.mdis.report.gate;

import io.mdis.contracts.Digest;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.util.List;

/** Says which images a reference leads to now. */
@FunctionalInterface
public interface ReferenceResolver {
  /**
   * Manifest digests, one for each platform.
   *
   * @throws io.mdis.image.ImageException when the registry says no, or is none that is known
   */
  List<Digest> resolve(ImageReference reference) throws IOException;
}
