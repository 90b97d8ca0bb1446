package io.mdis.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.agent.baseline.KeptBaselines;
import io.mdis.agent.service.Availability;
import io.mdis.agent.store.ImageStore;
import io.mdis.agent.store.StoredContainer;
import io.mdis.contracts.Digest;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostLayer;
import io.mdis.measurement.docker.HostPin;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.host.TreeMeasure;
import io.mdis.measurement.host.TreeSource;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of one directory, a service in memory. */
class ImageVerificationTest {
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Digest DIFF = Digest.sha256("b".repeat(64));

  @TempDir Path folder;
  private final HashPool pool = new HashPool(1);
  private final HostName host = HostName.of("here");
  private Path layer;
  private TestTrust service;
  private String lower = "";
  private MeasurementProblem problem;
  private boolean removed;

  @BeforeEach
  void make() throws Exception {
    layer = Files.createDirectory(folder.resolve("layer"));
    Files.writeString(layer.resolve("f"), "one");
    service = new TestTrust(host);
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void whatIsAsTheBaselineIsTrustedAlsoWhenTheServiceIsAway() throws Exception {
    service.baseline(measurement());
    assertThat(verify().outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(verify().offline()).isFalse();
    service.away = true;
    Assessment offline = verify();
    assertThat(offline.outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(offline.offline()).isTrue();
  }

  @Test
  void aFileIsNamedWithoutAskingForItsList() throws Exception {
    service.baseline(measurement());
    verify();
    Files.writeString(layer.resolve("f"), "two");
    Files.writeString(layer.resolve("g"), "new");
    for (boolean away : new boolean[] {false, true}) {
      service.away = away;
      Assessment found = verify();
      assertThat(found.outcome()).isEqualTo(Outcome.TAMPERED);
      assertThat(found.breaches()).extracting(Breach::path).containsExactly("f", "g");
      assertThat(found.summary()).startsWith("layer 0 (bbbbbbbbbbbb): CHANGED f: ");
    }
  }

  @Test
  void withoutABaselineItIsUnknown() throws Exception {
    assertThat(verify().outcome()).isEqualTo(Outcome.UNKNOWN);
    service.away = true;
    assertThat(verify().outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void whatIsTheHostsOwnIsPinnedOnceTrusted() throws Exception {
    service.baseline(measurement());
    verify();
    lower = "l/OTHER";
    assertThat(verify().breaches()).extracting(Breach::check).containsExactly("PIN");
    service.away = true;
    assertThat(verify().outcome()).isEqualTo(Outcome.TAMPERED);
    lower = "";
    assertThat(verify().outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void whatWasTheHostsOwnOfALayerIsForgottenWithTheLayerAlone() throws Exception {
    service.baseline(measurement());
    verify();
    verification().forgetAllBut(Set.of());
    lower = "l/OTHER";
    assertThat(verify().breaches()).extracting(Breach::check).containsExactly("PIN");
    removed = true;
    verification().forgetAllBut(Set.of());
    assertThat(folder.resolve("pins")).isEmptyDirectory();
    removed = false;
    assertThat(verify().outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void anAnswerThatIsNotBelievedIsNone() throws Exception {
    service.baseline(measurement());
    verify();
    Files.writeString(layer.resolve("f"), "two");
    for (TestTrust.Lie lie : TestTrust.Lie.values()) {
      service.lie = lie;
      Assessment found = verify();
      assertThat(found.outcome()).as(lie.name()).isEqualTo(Outcome.TAMPERED);
      assertThat(found.offline()).as(lie.name()).isTrue();
    }
  }

  @Test
  void aBrokenStoreCountsAsTamperedAndAnUnsupportedOneAsNothing() throws Exception {
    for (MeasurementProblem one :
        List.of(
            MeasurementProblem.MALFORMED_STORE,
            MeasurementProblem.CHANGED_WHILE_READ,
            MeasurementProblem.LIMIT)) {
      problem = one;
      assertThat(verify().outcome()).as(one.code()).isEqualTo(Outcome.TAMPERED);
    }
    problem = MeasurementProblem.UNSUPPORTED_STORE;
    assertThatThrownBy(this::verify).isInstanceOf(MeasurementException.class);
  }

  @Test
  void whatWasRememberedIsReadAgainWhenAskedTo() throws Exception {
    service.baseline(measurement());
    ImageVerification verification = verification();
    assertThat(verification.changed(IMAGE)).isTrue();
    verification.verify(IMAGE, false);
    assertThat(verification.changed(IMAGE)).isFalse();
    assertThat(verification.verify(IMAGE, true).outcome()).isEqualTo(Outcome.TRUSTED);
    Files.writeString(layer.resolve("f"), "two");
    assertThat(verification.changed(IMAGE)).isTrue();
  }

  private Assessment verify() throws IOException {
    return verification().verify(IMAGE, false);
  }

  /** Another each time, as after a start of the agent. */
  private ImageVerification verification() throws IOException {
    FileLists lists = new FileLists(folder("lists"));
    return new ImageVerification(
        host,
        new OneImage(),
        service,
        new Availability(Clock.systemUTC(), Duration.ZERO),
        service::keys0,
        new KeptBaselines(folder("baselines"), service::keys0),
        new ImageVerification.Memory(
            new RememberedTrees(folder("trees"), lists, new HostMeasurement(pool)),
            lists,
            new KeptPins(folder("pins")),
            folder("drafts")),
        Clock.systemUTC());
  }

  private ImageMeasurement measurement() throws IOException {
    return new OneImage()
        .measure(IMAGE, new HostMeasurement(pool), folder.resolve("m"))
        .measurement();
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private final class OneImage implements ImageStore {
    @Override
    public String description() {
      return "one image";
    }

    @Override
    public Map<Digest, List<String>> images() {
      return Map.of(IMAGE, List.of("one:1"));
    }

    @Override
    public HostImage measure(Digest imageId, TreeSource files, Path lists) throws IOException {
      if (problem != null) {
        throw new MeasurementException(problem, "no good");
      }
      TreeMeasure tree = files.measure(ByteString.utf8(layer.toString()), lists);
      LayerMeasurement measured =
          new LayerMeasurement(
              LayerMetadata.chain(List.of(DIFF)).getFirst(),
              tree.manifest().files(),
              tree.manifest().directories(),
              tree.manifest().entries());
      HostPin pin = new HostPin("c", "1", "L", "l", lower, "", tree.overlay(), List.of());
      return new HostImage(
          new ImageMeasurement(IMAGE, List.of(measured)),
          List.of(new HostLayer(measured, pin, tree)),
          List.of());
    }

    @Override
    public boolean hasLayer(String cacheId) {
      return !removed;
    }

    @Override
    public List<String> containers() {
      return List.of();
    }

    @Override
    public Optional<StoredContainer> container(String id) {
      return Optional.empty();
    }
  }
}
