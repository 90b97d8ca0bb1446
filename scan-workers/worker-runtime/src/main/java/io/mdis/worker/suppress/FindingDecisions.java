package io.mdis.worker.suppress;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import java.util.List;

/** What entries say of the findings of a scan; asked before its result is stored. */
@FunctionalInterface
public interface FindingDecisions {

  /** There are no entries. */
  FindingDecisions NONE =
      () ->
          new Entries() {
            @Override
            public ScanResult judge(ImageMessage image, ScanResult result) {
              return result;
            }

            @Override
            public List<Finding> judge(Digest image, List<Finding> findings) {
              return findings;
            }

            @Override
            public boolean hold() {
              return true;
            }
          };

  /** The entries as they are now. */
  Entries entries();

  /** The entries as they were at one time. */
  interface Entries {

    /** The result with every finding judged. */
    ScanResult judge(ImageMessage image, ScanResult result);

    /** Findings of an image that was accepted, judged; for who has no scan of it. */
    List<Finding> judge(Digest image, List<Finding> findings);

    /** Whether these are still the entries, and none of them has ended since they were asked. */
    boolean hold();
  }
}
