package io.mdis.secret.log;

import java.io.IOException;

/** Reads records one after the other. */
sealed interface LogRecords permits JsonFileRecords, LocalRecords {

  /**
   * The next whole record; null at the end, also when the last one is still being written.
   *
   * @throws LogFormatException for what is no such log
   */
  LogRecord next() throws IOException;

  /** Bytes up to the end of the last record, uncompressed. */
  long position();
}
