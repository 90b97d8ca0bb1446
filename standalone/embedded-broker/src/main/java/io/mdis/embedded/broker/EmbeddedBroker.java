package io.mdis.embedded.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/** A running broker; its data survives a crash of the process. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final long ADMIN_SECONDS = 30;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker on the loopback address.
   *
   * @param directory keeps its data; formatted at the first start
   * @param port to listen on; 0 for a free one
   * @throws IOException when it can't be started; the message names the folder
   */
  public static EmbeddedBroker start(Path directory, int port) throws IOException {
    int brokerPort = port == 0 ? freePort() : port;
    Path logs = directory.toAbsolutePath().resolve("log");
    Properties settings = BrokerSettings.of(logs, brokerPort, freePort());
    KafkaRaftServer server;
    try {
      BrokerStorage.formatOnce(logs);
      server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
      server.startup();
    } catch (Exception e) {
      throw new IOException("the Kafka broker with its data in " + directory + " can't start", e);
    }
    return new EmbeddedBroker(server, "127.0.0.1:" + brokerPort);
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Makes topics that are not there yet; those that are stay as they are.
   *
   * @param partitions number of partitions by topic name
   */
  public void createTopics(Map<String, Integer> partitions) throws IOException {
    List<NewTopic> topics =
        partitions.entrySet().stream()
            .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
            .toList();
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
      for (var created : admin.createTopics(topics).values().entrySet()) {
        await(created.getKey(), created.getValue());
      }
    }
  }

  private static void await(String topic, org.apache.kafka.common.KafkaFuture<Void> created)
      throws IOException {
    try {
      created.get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException("topic " + topic + " can't be made", e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IOException("topic " + topic + " can't be made in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making topic " + topic, e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
