package io.mdis.secret.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.FileSecrets;
import java.util.List;
import java.util.Map;

/**
 * What the files of one layer hold, whether or not an upper layer hides them. Only redacted values
 * and hashes; stored as JSON.
 *
 * @param files that have something, in the order of their paths
 * @param leftOut what was not looked at
 * @param notSearched how many files were not searched for what they are
 */
record LayerSecrets(
    List<Holder> files, List<ScanReason> leftOut, Map<NotSearched, Integer> notSearched) {

  /** Copies the lists. */
  LayerSecrets {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
    notSearched = Map.copyOf(notSearched);
  }

  /**
   * A file, or a member of an archive.
   *
   * @param path of it in the image, with the members' paths behind it
   * @param file path of the file itself, which an upper layer may hide
   * @param secrets by rules
   * @param checks by code
   */
  record Holder(String path, String file, FileSecrets secrets, List<CheckHit> checks) {
    /** Copies the list. */
    Holder {
      checks = List.copyOf(checks);
    }
  }
}
