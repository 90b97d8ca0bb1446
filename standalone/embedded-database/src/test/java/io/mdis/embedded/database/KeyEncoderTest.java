package io.mdis.embedded.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {
  private static byte[] encode(Object value, boolean ascending) {
    return new KeyEncoder(512).append(value, ascending).toBytes();
  }

  private static List<Object> values() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                MinKey.getInstance(),
                Long.MIN_VALUE,
                -2.5,
                -1,
                0,
                -0.0,
                1,
                1L,
                1.0,
                1.5,
                9_007_199_254_740_992L,
                9_007_199_254_740_993L,
                Long.MAX_VALUE));
    values.addAll(
        List.of(
            "",
            "\0",
            "\0a",
            "\1",
            "\2",
            "a",
            "a\0",
            "a\0b",
            "a\1",
            "ab",
            "é",
            "\uffff",
            "\ud83d\ude00",
            new UUID(0, 1),
            new UUID(-1, 1),
            new ObjectId("000000000000000000000001"),
            new ObjectId("ff0000000000000000000001"),
            false,
            true,
            Instant.ofEpochMilli(-5),
            Instant.EPOCH,
            Instant.parse("2026-01-01T00:00:00Z"),
            MaxKey.getInstance()));
    values.add(null);
    return values;
  }

  @Test
  void ordersBytesAsValues() {
    for (Object first : values()) {
      for (Object second : values()) {
        int expected = Integer.signum(ValueComparator.asc().compare(first, second));
        assertThat(
                Integer.signum(Arrays.compareUnsigned(encode(first, true), encode(second, true))))
            .as("%s and %s", first, second)
            .isEqualTo(expected);
        assertThat(
                Integer.signum(Arrays.compareUnsigned(encode(first, false), encode(second, false))))
            .as("%s and %s, descending", first, second)
            .isEqualTo(-expected);
      }
    }
  }

  @Test
  void ordersNumbersBeyondLong() {
    List<Object> ordered =
        List.of(
            Double.NEGATIVE_INFINITY,
            -1e300,
            Long.MIN_VALUE,
            -1e-300,
            1e-300,
            Long.MAX_VALUE,
            1e300,
            Double.POSITIVE_INFINITY);
    assertThat(ordered)
        .isSortedAccordingTo(
            (first, second) -> Arrays.compareUnsigned(encode(first, true), encode(second, true)));
  }

  @Test
  void stringsCanBeReadBack() {
    String text = "\0\1a\u007f\u0080é߿ࠀ€\ud83d\ude00\uffff";
    for (boolean ascending : new boolean[] {true, false}) {
      byte[] key =
          new KeyEncoder(500).append("x", true).append(text, ascending).append(7, true).toBytes();
      int start = encode("x", true).length;
      assertThat(KeyDecoder.string(key, start, ascending))
          .contains(new KeyDecoder.Decoded(text, start + encode(text, ascending).length));
      assertThat(KeyDecoder.string(key, start + encode(text, ascending).length, true)).isEmpty();
    }
  }

  @Test
  void saysWhenOrderIsLost() {
    assertThat(new KeyEncoder(3).append("abcd", true).exact()).isFalse();
    assertThat(new KeyEncoder(3).append("abc", true).append(1, false).exact()).isTrue();
    assertThat(new KeyEncoder(3).append(List.of(1), true).exact()).isFalse();
  }
}
