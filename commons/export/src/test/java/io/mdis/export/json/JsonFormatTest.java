package io.mdis.export.json;

import com.networknt.schema.SpecVersion;
import io.mdis.export.Golden;
import io.mdis.export.Schemas;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
  private static final Path SCHEMA = Path.of("../../docs/reference/report.schema.json");

  @Test
  void fitsThePublishedSchema() throws Exception {
    try (InputStream schema = Files.newInputStream(SCHEMA)) {
      Schemas.check(Golden.written(new JsonFormat()), schema, SpecVersion.VersionFlag.V202012);
    }
  }

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.json", Golden.written(new JsonFormat()));
  }
}
