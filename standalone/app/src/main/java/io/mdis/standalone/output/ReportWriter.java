package io.mdis.standalone.output;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report; does not close the stream. */
public sealed interface ReportWriter permits JsonReportWriter, TableReportWriter {

  /** Writes the whole report. */
  void write(LocalReport report, OutputStream out) throws IOException;
}
