package io.mdis.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;
  private long millis;

  @Test
  void reportsComeOutInOrderAndOnce() throws IOException {
    Outbox outbox = open(1000);
    for (int i = 0; i < 20; i++) {
      outbox.put(i % 2 == 0 ? Outbox.Kind.ALERT : Outbox.Kind.MEASUREMENT, bytes("r" + i));
    }
    assertThat(outbox.size()).isEqualTo(20);
    List<String> seen = drain(outbox);
    assertThat(seen).hasSize(20).startsWith("r0", "r1", "r2").endsWith("r19");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLostWhenTheAgentEnds() throws IOException {
    open(1000).put(Outbox.Kind.ALERT, bytes("one"));
    open(1000).put(Outbox.Kind.MEASUREMENT, bytes("two"));
    Files.writeString(folder.resolve("x.alert.0.unfinished"), "half");
    Outbox again = open(1000);
    assertThat(again.oldest()).map(Outbox.Entry::kind).contains(Outbox.Kind.ALERT);
    assertThat(drain(again)).containsExactly("one", "two");
  }

  @Test
  void whatThereIsNoRoomForIsNotTaken() throws IOException {
    Outbox outbox = open(10);
    outbox.put(Outbox.Kind.ALERT, bytes("12345678"));
    assertThatThrownBy(() -> outbox.put(Outbox.Kind.ALERT, bytes("123")))
        .isInstanceOf(OutboxFullException.class)
        .hasMessageContaining("1 reports (8 bytes)");
    assertThat(drain(outbox)).containsExactly("12345678");
    outbox.put(Outbox.Kind.ALERT, bytes("123"));
  }

  @Test
  void whatAnotherProcessPutThereIsFound() throws IOException {
    Outbox agent = open(1000);
    open(1000).put(Outbox.Kind.ALERT, bytes("from elsewhere"));
    assertThat(agent.oldest()).isEmpty();
    agent.look();
    assertThat(drain(agent)).containsExactly("from elsewhere");
  }

  private static List<String> drain(Outbox outbox) throws IOException {
    List<String> seen = new ArrayList<>();
    for (var next = outbox.oldest(); next.isPresent(); next = outbox.oldest()) {
      seen.add(new String(next.get().json().toBytes(), StandardCharsets.UTF_8));
      outbox.delivered(next.get());
    }
    return seen;
  }

  /** One that comes a millisecond after the last: those of the same one have no order. */
  private Outbox open(long most) throws IOException {
    Instant now = Instant.ofEpochMilli(++millis);
    return Outbox.open(folder, most, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
