package io.mdis.measurement;

/** Why something could not be measured; the code is stable and for programs. */
public enum MeasurementProblem {
  /** The tar can't be read or can't be unpacked by any runtime. */
  MALFORMED_LAYER("layer.malformed"),
  /** The tar isn't the one that the image's configuration names. */
  DIFF_ID_MISMATCH("layer.diff-id-mismatch"),
  /** The layer is beyond a limit. */
  LIMIT("layer.limit"),
  /** Something changed while it was read: nothing can be said of it. */
  CHANGED_WHILE_READ("host.changed-while-read"),
  /** The host's file system refused. */
  HOST("host.unreadable"),
  /** The host keeps its images in a way that isn't known. */
  UNSUPPORTED_STORE("host.unsupported-store"),
  /** The host's store has no such image. */
  NO_SUCH_IMAGE("host.no-such-image"),
  /** A file of the store or a manifest isn't what it should be. */
  MALFORMED_STORE("host.malformed-store"),
  /** A per-file list can't be read, or isn't what it says it is. */
  MALFORMED_MANIFEST("manifest.malformed");

  private final String code;

  MeasurementProblem(String code) {
    this.code = code;
  }

  /** Stable, dotted code. */
  public String code() {
    return code;
  }
}
