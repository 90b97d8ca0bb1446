package io.mdis.report.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.report.query.ReportProblem;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueuesTest {
  private static final LetterId LETTER = new LetterId("mdis.images.secret.dlq", 3, 12);
  private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

  private final List<LetterId> sent = new ArrayList<>();
  private final Map<LetterId, DeadLetter.Replay> log = new HashMap<>();
  private boolean away;
  private final Queues queues =
      new Queues(new Memory(), new Log(), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aLetterIsSentOnceAndItSaysByWhom() throws IOException {
    queues.replay(LETTER, "ann");
    assertThatThrownBy(() -> queues.replay(LETTER, "bob"))
        .isInstanceOf(ReportProblem.class)
        .hasMessageContaining("already");
    assertThat(sent).containsExactly(LETTER);
    assertThat(queues.deadLetters().getFirst().replay())
        .contains(new DeadLetter.Replay("ann", NOW));
  }

  @Test
  void whatCouldNotBeSentMayBeTriedAgain() throws IOException {
    away = true;
    assertThatThrownBy(() -> queues.replay(LETTER, "ann")).isInstanceOf(IOException.class);
    away = false;
    queues.replay(LETTER, "ann");
    assertThat(sent).containsExactly(LETTER);
  }

  @Test
  void idsAreReadAsTheyAreWritten() {
    assertThat(LetterId.parse(LETTER.text())).isEqualTo(LETTER);
    for (String wrong : new String[] {null, "", "a~b~c", "a/b~1~1", "a~1~1~1"}) {
      assertThatThrownBy(() -> LetterId.parse(wrong)).isInstanceOf(ReportProblem.class);
    }
  }

  private final class Memory implements Broker {
    @Override
    public List<GroupBacklog> backlog() {
      return List.of();
    }

    @Override
    public List<DeadLetter> deadLetters(int most) {
      return List.of(new DeadLetter(LETTER, "secret", "", NOW, "", Optional.empty()));
    }

    @Override
    public void resend(LetterId letter) throws IOException {
      if (away) {
        throw new IOException("away");
      }
      sent.add(letter);
    }
  }

  private final class Log implements ReplayLog {
    @Override
    public boolean add(LetterId letter, DeadLetter.Replay replay) {
      return log.putIfAbsent(letter, replay) == null;
    }

    @Override
    public void remove(LetterId letter) {
      log.remove(letter);
    }

    @Override
    public Map<LetterId, DeadLetter.Replay> of(Collection<LetterId> letters) {
      return log;
    }
  }
}
