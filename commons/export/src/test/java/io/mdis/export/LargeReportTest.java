package io.mdis.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests run with {@code -Xmx512m}; a report of the largest images must fit with room left. */
class LargeReportTest {
  private static final int FINDINGS = 20_000;
  private static final Report REPORT = SampleReport.large(FINDINGS);

  static List<String> formats() {
    return ExportFormats.names();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aReportOfManyFindingsCanBeWritten(String name) throws Exception {
    Counting out = new Counting();
    ExportFormats.named(name).orElseThrow().write(REPORT, out);
    assertThat(out.bytes).isGreaterThan(FINDINGS * 100L);
    assertThat(out.closed).isFalse();
  }

  private static final class Counting extends OutputStream {
    private long bytes;
    private boolean closed;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }
}
