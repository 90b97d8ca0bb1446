package io.mdis.report.export;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.export.Component;
import java.util.List;

/** What is stored of an image besides its results. Throws the store's unchecked exceptions. */
public interface StoredDetail {

  /** Findings of current results, the most urgent first; at most so many. */
  List<Finding> findings(Digest image, int most);

  /** Packages in the order of the image's inventory; at most so many. */
  List<Component> components(Digest image, int most);
}
