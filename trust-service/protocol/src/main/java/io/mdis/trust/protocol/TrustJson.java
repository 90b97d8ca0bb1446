package io.mdis.trust.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Sha384;
import java.io.IOException;

/**
 * Messages as JSON. Bytes are base64, SHA-384 values hex, times ISO 8601. Fields that a reader
 * doesn't know are ignored, so that the other side can be newer; a field that stands twice, more
 * than {@link #MAX_BYTES} and nesting beyond 16 are refused.
 */
public final class TrustJson {
  /** Largest message, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(MAX_BYTES)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(values())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private TrustJson() {}

  /** The message as UTF-8. */
  public static byte[] write(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no JSON form of " + message.getClass().getSimpleName(), e);
    }
  }

  /** Reads a message; throws MALFORMED, saying where. */
  public static <T> T read(byte[] json, Class<T> type) throws ProtocolException {
    if (json.length > MAX_BYTES) {
      throw malformed(type, "more than " + MAX_BYTES + " bytes", null);
    }
    try {
      T message = MAPPER.readValue(json, type);
      if (message == null) {
        throw malformed(type, "nothing", null);
      }
      return message;
    } catch (JsonProcessingException e) {
      throw malformed(type, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw malformed(type, String.valueOf(e.getMessage()), e);
    }
  }

  private static ProtocolException malformed(Class<?> type, String what, IOException cause) {
    return new ProtocolException(
        ProtocolProblem.MALFORMED, "no " + type.getSimpleName() + ": " + what, cause);
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule("trust");
    module.addSerializer(new ValueWriter<>(Sha384.class, (v, out) -> out.writeString(v.hex())));
    module.addSerializer(
        new ValueWriter<>(ByteString.class, (v, out) -> out.writeBinary(v.toBytes())));
    module.addDeserializer(
        Sha384.class, new ValueReader<>(Sha384.class, in -> Sha384.parse(text(in))));
    module.addDeserializer(
        ByteString.class,
        new ValueReader<>(ByteString.class, in -> ByteString.of(in.getBinaryValue())));
    return module;
  }

  private static String text(JsonParser in) throws IOException {
    String text = in.getValueAsString();
    if (text == null) {
      throw new IllegalArgumentException("a text is expected");
    }
    return text;
  }

  @FunctionalInterface
  private interface Writing<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(JsonParser in) throws IOException;
  }

  private static final class ValueWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Writing<T> writing;

    ValueWriter(Class<T> type, Writing<T> writing) {
      super(type);
      this.writing = writing;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      writing.write(value, out);
    }
  }

  private static final class ValueReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Reading<T> reading;

    ValueReader(Class<T> type, Reading<T> reading) {
      super(type);
      this.reading = reading;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return reading.read(in);
      } catch (IllegalArgumentException e) {
        throw context.weirdStringException(in.getText(), handledType(), e.getMessage());
      }
    }
  }
}
