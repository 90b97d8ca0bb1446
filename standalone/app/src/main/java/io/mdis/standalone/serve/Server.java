package io.mdis.standalone.serve;

import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One server: its neighbours inside the JVM, then every service, until it is told to stop. */
public final class Server {
  private static final long STOP_SECONDS = 30;

  private final ServerOptions options;
  private final PrintStream messages;

  /** Messages to the person who started it go to the given stream. */
  public Server(ServerOptions options, PrintStream messages) {
    this.options = options;
    this.messages = messages;
  }

  /**
   * Runs until SIGTERM or SIGINT; true when it ended as asked. The neighbours are closed after the
   * services, and the JVM's exit waits for that.
   */
  public boolean run() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "mdis-stop"));
    AtomicInteger exit = new AtomicInteger();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    try (DataFolder data = DataFolder.open(options.data())) {
      AdminToken token = AdminToken.of(data.root());
      messages.println("mdis: starting with " + data.root());
      try (Neighbours neighbours = start(data)) {
        ServiceSettings.of(options, data, token, neighbours.kafka(), neighbours.mongodb()).apply();
        Announcement.prepare(options, token, neighbours.kafka(), neighbours.mongodb(), messages);
        Quarkus.run(
            null,
            (code, failure) -> {
              exit.set(code);
              failed.set(failure);
            });
      }
      if (failed.get() != null) {
        messages.println("mdis: the services could not start: " + cause(failed.get()));
      }
      messages.println("mdis: stopped");
    } finally {
      stopped.countDown();
    }
    return exit.get() == 0;
  }

  private Neighbours start(DataFolder data) throws Exception {
    Optional<EmbeddedDatabase> database =
        options.mongodb().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedDatabase.start(data.path("database"), 0));
    try {
      Optional<EmbeddedBroker> broker =
          options.kafka().isPresent()
              ? Optional.empty()
              : Optional.of(EmbeddedBroker.start(data.path("broker"), 0));
      return new Neighbours(
          database,
          broker,
          options.kafka().orElseGet(() -> broker.orElseThrow().bootstrapServers()),
          options.mongodb().orElseGet(() -> database.orElseThrow().uri()));
    } catch (Exception e) {
      if (database.isPresent()) {
        database.get().close();
      }
      throw e;
    }
  }

  /**
   * The first cause, in the words of whoever knew most of it: what wraps it may say where it was.
   */
  private static String cause(Throwable failure) {
    String told = "";
    for (Throwable next = failure; next != null; next = next.getCause()) {
      String message = next.getMessage() == null ? next.toString() : next.getMessage();
      boolean more = next.getCause() == null || !message.equals(next.getCause().toString());
      if (more && !told.contains(message)) {
        told = message;
      }
    }
    return told;
  }

  private static void await(CountDownLatch stopped) {
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Broker and database inside the JVM, where they are not given from outside. */
  private record Neighbours(
      Optional<EmbeddedDatabase> database,
      Optional<EmbeddedBroker> broker,
      String kafka,
      String mongodb)
      implements AutoCloseable {

    @Override
    public void close() {
      try {
        if (broker.isPresent()) {
          broker.get().close();
        }
      } finally {
        if (database.isPresent()) {
          database.get().close();
        }
      }
    }
  }
}
