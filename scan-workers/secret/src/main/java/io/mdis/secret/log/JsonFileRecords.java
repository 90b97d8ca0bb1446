package io.mdis.secret.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Docker's json-file driver: an object {@code {"log": …, "stream": …, "time": …}} a line; a line of
 * the container that is longer than 16 KiB comes in several, of which only the last ends with a
 * line feed.
 */
final class JsonFileRecords implements LogRecords {
  private static final int MAX_LINE = 1 << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;

  JsonFileRecords(InputStream in, long position) {
    this.in = in;
    this.position = position;
  }

  @Override
  public LogRecord next() throws IOException {
    line.reset();
    long read = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      read++;
      if (b == '\n') {
        position += read;
        return record(line.toByteArray());
      }
      if (line.size() < MAX_LINE) {
        line.write(b);
      }
    }
    return null;
  }

  @Override
  public long position() {
    return position;
  }

  private static LogRecord record(byte[] bytes) throws IOException {
    String text = "";
    String stream = "";
    String time = "";
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new LogFormatException("a line is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "log" -> text = parser.getText();
          case "stream" -> stream = parser.getText();
          case "time" -> time = parser.getText();
          default -> parser.skipChildren();
        }
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // A line that was cut by a crash, or longer than is read; the next one is whole again.
      return new LogRecord("", "", "", false);
    }
    boolean partial = !text.endsWith("\n");
    return new LogRecord(time, stream, text.stripTrailing(), partial);
  }
}
