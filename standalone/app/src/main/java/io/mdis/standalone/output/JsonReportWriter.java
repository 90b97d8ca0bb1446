package io.mdis.standalone.output;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report as one indented JSON document and a line end. */
public final class JsonReportWriter implements ReportWriter {

  @Override
  public void write(LocalReport report, OutputStream out) throws IOException {
    IndentedJson.write(report, out);
  }
}
