package io.mdis.export.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.export.Golden;
import io.mdis.export.SampleReport;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class HtmlFormatTest {
  private final HtmlFormat format = new HtmlFormat();

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.html", Golden.written(format));
  }

  @Test
  void namesOfTheImageAreText() throws Exception {
    assertThat(Golden.written(format))
        .contains("srv/&lt;config&gt; &amp; more.env:12")
        .doesNotContain("<config>");
  }

  @Test
  void itRunsNoScriptAndFetchesNothing() throws Exception {
    assertThat(Golden.written(format))
        .contains("default-src 'none'; style-src 'unsafe-inline'")
        .doesNotContain("<script", " src=", "<link", "url(", "@import", " onclick");
  }

  @Test
  void aScanThatFailedIsNotShownAsClean() throws Exception {
    assertThat(Golden.written(format))
        .contains("<span class=\"badge FAILED\">FAILED</span>")
        .contains("layer 2 can&#39;t be read: pull it again (layer.unreadable)");
  }

  @Test
  void aStreamThatCanNotBeWrittenIsAnError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatThrownBy(() -> format.write(SampleReport.large(2_000), full))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }
}
