package io.mdis.messaging;

import io.mdis.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * One consumer group over a topic and its retry topic. One thread polls; records are handled on
 * virtual threads, at most {@code parallelism} at a time. While all are busy, or a record of the
 * retry topic is not due, partitions are paused: polling goes on, so a handling may take longer
 * than any time-out of the broker and nothing piles up in memory. Offsets are committed up to the
 * lowest record that is not finished; a record is finished when it was handled, or is acknowledged
 * in the retry topic or the dead letters.
 *
 * @param <T> type of the message
 */
public final class ConsumerLoop<T> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);

  /** As many workers of one group can share a topic. */
  private static final int PARTITIONS = 6;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(30);

  private final ConsumerSettings settings;
  private final RecordTask<T> task;
  private final EventPublisher publisher;
  private final OffsetTracker offsets = new OffsetTracker();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<TopicPartition, Instant> delayed = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile Instant lastPoll = Instant.EPOCH;

  /** Starts consuming at once; the broker may come later. */
  public ConsumerLoop(
      ConsumerSettings settings,
      Class<T> type,
      RecordHandler<T> handler,
      FailureClassifier failures,
      DeadLetterListener<T> deadLetters) {
    this.settings = settings;
    this.publisher = new EventPublisher(settings.bootstrapServers());
    this.task = new RecordTask<>(settings, type, handler, failures, deadLetters, publisher);
    this.thread = Thread.ofPlatform().name("consume-" + settings.group()).start(this::run);
  }

  /** Whether the broker was asked for records lately. */
  public boolean healthy() {
    return running && lastPoll.isAfter(Instant.now().minus(HEALTHY_WITHIN));
  }

  private void run() {
    while (running) {
      try {
        String retry = Topics.retry(settings.topic(), settings.group());
        TopicCreator.ensure(
            settings.bootstrapServers(),
            List.of(
                settings.topic(), retry, Topics.deadLetters(settings.topic(), settings.group())),
            PARTITIONS);
        consume(List.of(settings.topic(), retry));
      } catch (WakeupException e) {
        LOG.debugf("%s woken up to stop", settings.group());
      } catch (Exception e) {
        LOG.warnf("%s can't consume %s, trying again: %s", settings.group(), settings.topic(), e);
        rest();
      }
    }
  }

  private void consume(List<String> topics) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            BrokerConnection.settings(
                settings.bootstrapServers(),
                Map.of(
                    "group.id",
                    settings.group(),
                    "enable.auto.commit",
                    "false",
                    "auto.offset.reset",
                    "earliest",
                    // What a killed worker held is another's after this, not after Kafka's 45
                    // seconds;
                    // heartbeats do not wait for scans.
                    "session.timeout.ms",
                    "10000",
                    "max.poll.records",
                    Integer.toString(Math.max(1, settings.parallelism())),
                    "allow.auto.create.topics",
                    "false")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(topics, new Rebalance(consumer));
      while (running) {
        steer(consumer);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          accept(consumer, record);
        }
        lastPoll = Instant.now();
        commit(consumer);
      }
      finish(consumer);
    }
  }

  /** Pauses everything while all slots are taken, and what is not due; resumes the rest. */
  private void steer(KafkaConsumer<byte[], byte[]> consumer) {
    Instant now = Instant.now();
    delayed.values().removeIf(due -> !due.isAfter(now));
    boolean full = inFlight.get() >= settings.parallelism();
    Set<TopicPartition> wanted =
        full ? new HashSet<>(consumer.assignment()) : new HashSet<>(delayed.keySet());
    wanted.retainAll(consumer.assignment());
    Set<TopicPartition> resume = new HashSet<>(paused);
    resume.removeAll(wanted);
    resume.retainAll(consumer.assignment());
    consumer.pause(wanted);
    consumer.resume(resume);
    paused.clear();
    paused.addAll(wanted);
  }

  private void accept(
      KafkaConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    if (delayed.containsKey(partition)) {
      return; // A record before it in this partition is not due; both are read again from there.
    }
    Attempt attempt = Attempt.of(record);
    boolean notDue = attempt.notBefore().isAfter(Instant.now());
    if (notDue || inFlight.get() >= settings.parallelism()) {
      delayed.put(partition, notDue ? attempt.notBefore() : Instant.now().plus(POLL));
      consumer.seek(partition, record.offset());
      return;
    }
    offsets.take(partition, record.offset());
    inFlight.incrementAndGet();
    workers.execute(() -> handle(partition, record, attempt));
  }

  private void handle(
      TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Attempt attempt) {
    try {
      boolean done = false;
      while (!done && running) {
        done = task.settle(record, attempt, BROKER_PATIENCE);
      }
      if (done) {
        offsets.finish(partition, record.offset());
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void commit(KafkaConsumer<byte[], byte[]> consumer) {
    var committable = offsets.committable();
    if (!committable.isEmpty()) {
      consumer.commitSync(committable, BROKER_PATIENCE);
    }
  }

  private void finish(KafkaConsumer<byte[], byte[]> consumer) {
    Instant deadline = Instant.now().plus(settings.stopPatience());
    while (inFlight.get() > 0 && Instant.now().isBefore(deadline)) {
      consumer.pause(consumer.assignment());
      consumer.poll(POLL);
    }
    commit(consumer);
  }

  private void rest() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  /** Stops polling, waits for what is in flight as long as the settings say, and commits. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join(settings.stopPatience().plus(BROKER_PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
    publisher.close();
  }

  /** A partition that is taken away: what is done is committed, what is not is another's now. */
  private final class Rebalance implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Rebalance(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        commit(consumer);
      } catch (KafkaException e) {
        LOG.debugf("offsets of %s were not committed, records come again: %s", partitions, e);
      }
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        offsets.forget(partition);
        delayed.remove(partition);
        paused.remove(partition);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debugf("%s reads %s", settings.group(), partitions);
    }
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }
}
