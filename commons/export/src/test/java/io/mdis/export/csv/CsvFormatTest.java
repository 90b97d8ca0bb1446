package io.mdis.export.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.export.Golden;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.csv", Golden.written(new CsvFormat()));
  }

  @Test
  void everyDimensionHasARowThatSaysHowItEnded() throws Exception {
    List<CSVRecord> rows = rows();
    assertThat(rows)
        .filteredOn(row -> row.get("kind").equals("dimension"))
        .extracting(row -> row.get("dimension") + " " + row.get("status"))
        .containsExactly(
            "vulnerability SUCCEEDED", "malware PARTIAL", "history SUCCEEDED", "secret FAILED");
    assertThat(rows).filteredOn(row -> row.get("kind").equals("finding")).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "＝1", "|calc", "%0"})
  void whatBeginsLikeAFormulaIsText(String hostile) {
    assertThat(SpreadsheetText.of(hostile)).startsWith("'").doesNotContain("\t", "\r", "\n");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(SpreadsheetText.of("lib/apk/db=x, \"y\"")).isEqualTo("lib/apk/db=x, \"y\"");
    assertThat(SpreadsheetText.of("")).isEmpty();
  }

  private static List<CSVRecord> rows() throws Exception {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(Golden.written(new CsvFormat())))
        .getRecords();
  }
}
