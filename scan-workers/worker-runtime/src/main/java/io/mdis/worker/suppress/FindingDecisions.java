package io.mdis.worker.suppress;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;

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

    /** Whether these are still the entries, and none of them has ended since they were asked. */
    boolean hold();
  }
}
