package io.mdis.secret.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.FileSecrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What several threads find in one layer, bounded. Safe for use by them. */
final class LayerGathering {
  private static final int MAX_HOLDERS = 5_000;
  private static final int MAX_LEFT_OUT = 100;

  private final List<LayerSecrets.Holder> holders = new ArrayList<>();
  private final List<ScanReason> leftOut = new ArrayList<>();
  private final Map<NotSearched, Integer> notSearched = new EnumMap<>(NotSearched.class);
  private int moreHolders;
  private int moreLeftOut;

  synchronized void add(String path, String file, FileSecrets secrets, List<CheckHit> checks) {
    if (secrets.nothing() && checks.isEmpty()) {
      return;
    }
    if (holders.size() >= MAX_HOLDERS) {
      moreHolders++;
      return;
    }
    holders.add(new LayerSecrets.Holder(path, file, secrets, checks));
    for (String bound : secrets.bounds()) {
      leaveOut(
          new ScanReason(
              bound,
              path
                  + " met the bound of what is told of one file: there may be more in it; look at"
                  + " it yourself"));
    }
  }

  synchronized void leaveOut(ScanReason reason) {
    if (leftOut.size() < MAX_LEFT_OUT) {
      leftOut.add(reason);
    } else {
      moreLeftOut++;
    }
  }

  synchronized void skip(NotSearched why) {
    notSearched.merge(why, 1, Integer::sum);
  }

  /** All of it, in the order of paths. */
  synchronized LayerSecrets result() {
    holders.sort(Comparator.comparing(LayerSecrets.Holder::path));
    leftOut.sort(Comparator.comparing(ScanReason::message));
    if (moreHolders > 0) {
      leftOut.add(
          new ScanReason(
              "limit.files",
              "more than "
                  + MAX_HOLDERS
                  + " files of a layer hold secrets; "
                  + moreHolders
                  + " more are not told of"));
    }
    if (moreLeftOut > 0) {
      leftOut.add(
          new ScanReason(
              "limit.reasons",
              moreLeftOut + " more parts of the layer were left out and are not named"));
    }
    return new LayerSecrets(holders, leftOut, notSearched);
  }
}
