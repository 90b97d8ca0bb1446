package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.SortedMap;

/**
 * Content and attributes of one file, read through one open file.
 *
 * @param content SHA-384 of its bytes, holes as zeros
 * @param xattrs all of its extended attributes
 */
record FileReading(Sha384 content, SortedMap<ByteString, ByteString> xattrs) {
  private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

  private static final class Buffers {
    final MessageDigest hasher = Sha384.hasher();
    final byte[] bytes = new byte[1 << 18];
  }

  /** Reads the file that was seen in a directory; throws CHANGED_WHILE_READ when it isn't still. */
  static FileReading of(OpenFile directory, ByteString name, FileStatus seen) throws IOException {
    try (OpenFile file = directory.openFile(name)) {
      if (!file.status().unchangedSince(seen)) {
        throw changed(file.path());
      }
      Buffers own = OWN.get();
      own.hasher.reset();
      long total = 0;
      for (int n = file.read(own.bytes); n >= 0; n = file.read(own.bytes)) {
        own.hasher.update(own.bytes, 0, n);
        total += n;
        if (total > seen.size()) {
          throw changed(file.path());
        }
      }
      SortedMap<ByteString, ByteString> xattrs = file.xattrs();
      if (total != seen.size() || !file.status().unchangedSince(seen)) {
        throw changed(file.path());
      }
      return new FileReading(Sha384.of(own.hasher), xattrs);
    }
  }

  static MeasurementException changed(ByteString path) {
    return new MeasurementException(
        MeasurementProblem.CHANGED_WHILE_READ,
        path + " changed while it was read: somebody writes to the store");
  }
}
