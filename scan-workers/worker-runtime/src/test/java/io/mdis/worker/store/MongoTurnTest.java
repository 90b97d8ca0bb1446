package io.mdis.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.mdis.worker.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers, each with a turn of its own over one database. */
class MongoTurnTest {
  @TempDir Path directory;
  private TestDatabase server;
  private final List<MongoTurn> turns = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new TestDatabase(directory);
  }

  @AfterEach
  void stop() {
    turns.forEach(MongoTurn::close);
    server.close();
  }

  private MongoTurn worker(String name, Duration length) {
    MongoDatabase database = server.client().getDatabase(TestDatabase.NAME);
    MongoTurn turn = new MongoTurn(database, name, length);
    turns.add(turn);
    return turn;
  }

  @Test
  void oneHasItUntilItIsGivenBack() {
    MongoTurn one = worker("a", Duration.ofMinutes(1));
    MongoTurn two = worker("a", Duration.ofMinutes(1));
    assertThat(two.hold()).isFalse();
    assertThat(one.take()).isTrue();
    assertThat(one.take()).isTrue();
    assertThat(two.take()).isFalse();
    assertThat(worker("b", Duration.ofMinutes(1)).take()).isTrue();
    two.release();
    assertThat(one.hold()).isTrue();
    one.release();
    assertThat(two.take()).isTrue();
    assertThat(one.hold()).isFalse();
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    int workers = 8;
    List<Future<Boolean>> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        MongoTurn turn = worker("a", Duration.ofMinutes(1));
        taken.add(threads.submit(turn::take));
      }
    }
    int got = 0;
    for (Future<Boolean> one : taken) {
      got += one.get() ? 1 : 0;
    }
    assertThat(got).isEqualTo(1);
  }

  @Test
  void whoIsGoneLosesItAndMayNotWriteAnyMore() throws InterruptedException {
    MongoTurn gone = worker("a", Duration.ofMillis(200));
    MongoTurn next = worker("a", Duration.ofMinutes(1));
    assertThat(gone.take()).isTrue();
    gone.close();
    while (!next.take()) {
      Thread.sleep(20);
    }
    assertThat(gone.hold()).isFalse();
  }

  @Test
  void whoIsBusyForLongKeepsIt() throws InterruptedException {
    MongoTurn busy = worker("a", Duration.ofMillis(1_500));
    assertThat(busy.take()).isTrue();
    Thread.sleep(3_500);
    assertThat(worker("a", Duration.ofMinutes(1)).take()).isFalse();
  }
}
