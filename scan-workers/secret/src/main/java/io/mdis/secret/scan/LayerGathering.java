package io.mdis.secret.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.FileSecrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several threads find in one layer, bounded; the same whichever is faster. Safe for use by
 * them.
 */
final class LayerGathering {
  /** Findings of one layer that are kept. */
  static final int MAX_FINDINGS = 10_000;

  private static final int MAX_LEFT_OUT = 100;
  private static final int MAX_CHECKS = 100;

  private final GravestFiles files = new GravestFiles(MAX_FINDINGS);
  private final List<ScanReason> leftOut = new ArrayList<>();
  private final Map<NotSearched, Integer> notSearched = new EnumMap<>(NotSearched.class);
  private int moreLeftOut;

  synchronized void add(String path, String file, FileSecrets secrets, List<CheckHit> checks) {
    if (secrets.nothing() && checks.isEmpty()) {
      return;
    }
    files.add(0, new LayerSecrets.Holder(path, file, secrets, checks));
    Set<String> bounds = new LinkedHashSet<>(secrets.bounds());
    if (checks.size() >= MAX_CHECKS) {
      bounds.add("limit.findings");
    }
    for (String bound : bounds) {
      leaveOut(
          new ScanReason(
              bound,
              path
                  + " met the bound of what is told of one file: there may be more in it; look at"
                  + " it yourself"));
    }
  }

  synchronized void leaveOut(ScanReason reason) {
    leftOut.add(reason);
    if (leftOut.size() > 2 * MAX_LEFT_OUT) {
      shorten();
    }
  }

  synchronized void skip(NotSearched why) {
    notSearched.merge(why, 1, Integer::sum);
  }

  /** All of it, in the order of paths. */
  synchronized LayerSecrets result() {
    List<LayerSecrets.Holder> holders =
        files.all().stream().map(GravestFiles.Placed::holder).toList();
    shorten();
    if (files.dropped() > 0) {
      leftOut.add(
          new ScanReason(
              "limit.files",
              "a layer has more than "
                  + MAX_FINDINGS
                  + " findings; "
                  + files.dropped()
                  + " files with less grave ones are not told of"));
    }
    if (moreLeftOut > 0) {
      leftOut.add(
          new ScanReason(
              "limit.reasons",
              moreLeftOut + " more parts of the layer were left out and are not named"));
    }
    return new LayerSecrets(holders, leftOut, notSearched);
  }

  private void shorten() {
    leftOut.sort(Comparator.comparing(ScanReason::message).thenComparing(ScanReason::code));
    if (leftOut.size() > MAX_LEFT_OUT) {
      moreLeftOut += leftOut.size() - MAX_LEFT_OUT;
      leftOut.subList(MAX_LEFT_OUT, leftOut.size()).clear();
    }
  }
}
