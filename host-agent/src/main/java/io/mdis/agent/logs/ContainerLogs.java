package io.mdis.agent.logs;

import io.mdis.agent.outbox.Outbox;
import io.mdis.agent.store.ImageStore;
import io.mdis.agent.store.StoredContainer;
import io.mdis.contracts.Digest;
import io.mdis.rules.Rule;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.log.ContainerLogScanner;
import io.mdis.secret.log.LogHit;
import io.mdis.secret.log.LogPositions;
import io.mdis.secret.log.LogReport;
import io.mdis.trust.protocol.LoggedSecret;
import io.mdis.trust.protocol.LoggedSecretsReport;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Goes through the logs of all containers of Docker, from where the last round stopped. What is
 * found lies in the outbox before a position is moved over it.
 */
public final class ContainerLogs {
  private final Path containers;
  private final ImageStore store;
  private final Map<String, String> titles;
  private final ContainerLogScanner scanner;
  private final Outbox outbox;
  private final Path positions;
  private final Clock clock;

  /** Hears how a round goes on. */
  public interface Listener {
    /** A container's logs were read. */
    void container(StoredContainer container, LogReport report);

    /** A container's logs could not be read. */
    void failed(String container, IOException problem);
  }

  /**
   * What a round did.
   *
   * @param containers whose logs were looked at
   * @param failed of these, how many could not be read whole
   * @param records that were read
   * @param secrets that were found and not told before
   */
  public record Round(int containers, int failed, long records, int secrets) {
    private Round add(LogReport report) {
      return new Round(
          containers + 1,
          failed + (report.leftOut().isEmpty() ? 0 : 1),
          records + report.records(),
          secrets + report.hits().size());
    }
  }

  /**
   * Logs below Docker's data root.
   *
   * @param root Docker's data root
   * @param store that knows the containers
   * @param rules that hits are named by
   * @param scanner that reads logs by the same rules
   * @param outbox where what is found waits for the trust service
   * @param positions file that says how far each log was read
   */
  public ContainerLogs(
      Path root,
      ImageStore store,
      SecretRules rules,
      ContainerLogScanner scanner,
      Outbox outbox,
      Path positions,
      Clock clock) {
    this.containers = root.resolve("containers");
    this.store = store;
    this.titles = rules.rules().stream().collect(Collectors.toMap(Rule::id, Rule::title));
    this.scanner = scanner;
    this.outbox = outbox;
    this.positions = positions;
    this.clock = clock;
  }

  /**
   * Reads what is new. A container whose logs can't be read doesn't keep others from being read.
   *
   * @throws IOException when the containers can't be listed, or what was found can't be kept; logs
   *     are then read again next time
   */
  public Round round(Listener listener) throws IOException {
    Map<Digest, List<String>> images = store.images();
    LogPositions read = LogPositions.open(positions);
    Round round = new Round(0, 0, 0, 0);
    for (String id : store.containers()) {
      StoredContainer container;
      LogReport report;
      try {
        Optional<StoredContainer> found = store.container(id);
        if (found.isEmpty()
            || !Files.isDirectory(containers.resolve(id), LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        container = found.get();
        report = scanner.scan(containers.resolve(id), read);
      } catch (java.io.InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        listener.failed(id, e);
        round = new Round(round.containers + 1, round.failed + 1, round.records, round.secrets);
        continue;
      }
      tell(container, container.names(images), report);
      listener.container(container, report);
      round = round.add(report);
    }
    read.save();
    return round;
  }

  private void tell(StoredContainer container, List<String> names, LogReport report)
      throws IOException {
    List<LoggedSecret> secrets = report.hits().stream().map(this::secret).toList();
    List<String> references = names.stream().limit(MeasurementReport.MAX_REFERENCES).toList();
    for (int from = 0; from < secrets.size(); from += LoggedSecret.MOST) {
      int to = Math.min(secrets.size(), from + LoggedSecret.MOST);
      outbox.put(
          Outbox.Kind.SECRETS,
          TrustJson.write(
              new LoggedSecretsReport(
                  clock.instant(),
                  container.image(),
                  references,
                  container.id(),
                  secrets.subList(from, to))));
    }
  }

  private LoggedSecret secret(LogHit hit) {
    return new LoggedSecret(
        hit.secret().rule(),
        titles.get(hit.secret().rule()),
        hit.secret().severity(),
        hit.secret().redacted(),
        hit.secret().hash(),
        hit.time(),
        hit.stream());
  }
}
