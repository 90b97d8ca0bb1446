package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.nio.file.Path;

/** Where the measure of a layer's directory comes from: it is measured, or still known. */
@FunctionalInterface
public interface TreeSource {
  /**
   * The measure of a directory. Throws CHANGED_WHILE_READ when anything in it changes meanwhile,
   * and HOST or LIMIT.
   *
   * @param directory absolute path whose last component isn't a link
   * @param manifest where the per-file list goes, if it is made anew
   */
  TreeMeasure measure(ByteString directory, Path manifest) throws IOException;
}
