package io.mdis.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Checks documents against schemas; formats such as date-time and uri are asserted too. */
public final class Schemas {
  private Schemas() {}

  /** Fails naming what does not fit. */
  public static void check(String document, InputStream schema, SpecVersion.VersionFlag version)
      throws IOException {
    assertThat(schema).as("the schema is among the test's libraries").isNotNull();
    String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    JsonSchema read = JsonSchemaFactory.getInstance(version).getSchema(text, config);
    assertThat(read.validate(new ObjectMapper().readTree(document))).isEmpty();
  }
}
