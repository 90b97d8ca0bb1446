package io.mdis.trust;

import static com.mongodb.client.model.Filters.eq;
import static io.mdis.trust.Requests.HOST;
import static io.mdis.trust.Requests.IMAGE;
import static io.mdis.trust.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.key.SigningKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.ProtocolProblem;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong or is tampered with is noticed, and nothing of it turns into TRUSTED. */
class FaultsTest {
  @TempDir Path folder;
  private TestDatabase database;
  private TestService service;
  private MeasuredImage image;

  @BeforeEach
  void start() throws Exception {
    database = new TestDatabase(folder.resolve("db"));
    service = new TestService(database, folder.resolve("state"));
    service.push(IMAGE);
    image =
        service
            .baselines
            .find(CraftedImage.digest(IMAGE.config()), null)
            .orElseThrow()
            .baseline()
            .image();
    service.baselines.changed(image.imageId());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aBaselineWithAChangedByteIsNoticed() throws Exception {
    String json = stored().getString("envelope");
    int at = json.indexOf("\"payload\":\"") + 200;
    char other = json.charAt(at) == 'A' ? 'B' : 'A';
    replaceEnvelope(json.substring(0, at) + other + json.substring(at + 1));

    isAltered();
  }

  @Test
  void aBaselineSignedWithAForeignKeyIsNoticed() throws Exception {
    ServiceKeys foreign =
        new ServiceKeys(
            SigningKeys.fileOrNew(folder.resolve("foreign.key")),
            SigningKeys.fileOrNew(folder.resolve("foreign-verdict.key")),
            List.of());
    Baseline lie = baseline(Requests.tampered(image, 0));
    replaceEnvelope(json(foreign.sign(StatementType.BASELINE, lie)));

    isAltered();
  }

  @Test
  void aVerdictKeySignsNoBaselines() throws Exception {
    Envelope signed =
        Envelope.sign(
            StatementType.BASELINE,
            TrustJson.write(baseline(Requests.tampered(image, 0))),
            SigningKeys.file(folder.resolve("state/verdict.key")).signer());
    replaceEnvelope(json(signed));

    isAltered();
  }

  @Test
  void anotherImagesBaselineIsNoticed() throws Exception {
    CraftedImage other =
        CraftedImage.of(CraftedImage.Layer.plain(new TarWriter().file("evil", "x").bytes()));
    service.push(other);
    Document foreign =
        database
            .collection(Collections.TRUST_BASELINES)
            .find(eq("_id", CraftedImage.digest(other.config()).toString()))
            .first();
    replaceEnvelope(foreign.getString("envelope"));

    isAltered();
  }

  @Test
  void aBaselineOfAHostIsNoPushedOne() throws Exception {
    Baseline own =
        new Baseline(
            Baseline.Origin.HOST,
            HOST,
            Baseline.FORM,
            Requests.tampered(image, 0),
            List.of(),
            null,
            true,
            List.of(),
            service.clock.instant(),
            null);
    replaceEnvelope(json(service.keys.sign(StatementType.BASELINE, own)));

    isAltered();
  }

  @Test
  void aBaselineThatCannotBeReadIsNoticed() throws Exception {
    replaceEnvelope("{\"payload\":");

    isAltered();
  }

  @Test
  void aLayerThatIsNotOursIsMeasuredAnewAndNoticed() throws Exception {
    MongoCollection<Document> layers = database.collection(Collections.TRUST_LAYERS);
    for (Document layer : layers.find()) {
      String json = layer.getString("envelope");
      int at = json.indexOf("\"sig\":\"") + 20;
      char other = json.charAt(at) == 'A' ? 'B' : 'A';
      layers.updateOne(
          eq("_id", layer.get("_id")),
          Updates.set("envelope", json.substring(0, at) + other + json.substring(at + 1)));
    }
    database.collection(Collections.TRUST_BASELINES).drop();

    service.push(IMAGE);

    assertThat(judged(request(service.clock, image))).isEqualTo(Outcome.TRUSTED);
    assertThat(service.alerts.pending(10))
        .extracting(AlertMessage::kind)
        .containsOnly(AlertMessage.TRUST_STATEMENT_ALTERED)
        .hasSize(2);
  }

  @Test
  void withoutTheDatabaseNobodyIsTrustedThatIsNotKnownAlready() throws Exception {
    database.stopServer();

    assertThatThrownBy(() -> judged(request(service.clock, image)))
        .extracting("problem")
        .isEqualTo(TrustProblem.STORE_AWAY);
    database.startServer();
    assertThat(judged(request(service.clock, image))).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void withoutTheDatabaseTamperingIsStillSaidAndToldLater() throws Exception {
    assertThat(judged(request(service.clock, image))).isEqualTo(Outcome.TRUSTED);
    database.stopServer();

    assertThat(judged(request(service.clock, Requests.tampered(image, 0))))
        .isEqualTo(Outcome.TAMPERED);
    assertThatThrownBy(() -> service.memory.flush()).isInstanceOf(java.io.IOException.class);

    database.startServer();
    service.memory.flush();
    assertThat(service.alerts.pending(10)).hasSize(1);
    assertThat(service.history.of(HOST, image.imageId(), 10)).hasSize(2);
  }

  @Test
  void aClockThatIsOffIsRefused() {
    VerifyRequest early = request(service.clock, image);
    service.clock.advance(TestService.SKEW.plusSeconds(1));

    assertThatThrownBy(() -> judged(early))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.CLOCK_SKEW);
    VerifyRequest late =
        new VerifyRequest(
            early.nonce(),
            service.clock.instant().plus(TestService.SKEW).plusSeconds(1),
            early.imageId(),
            image,
            List.of(),
            "docker",
            null);
    assertThatThrownBy(() -> judged(late))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.CLOCK_SKEW);
  }

  @Test
  void aRepeatedRequestIsRefusedAsLongAsItsTimeCounts() throws Exception {
    VerifyRequest request = request(service.clock, image);
    judged(request);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> judged(request))
          .extracting("problem")
          .isEqualTo(ProtocolProblem.REPLAYED_NONCE);
      service.clock.advance(TestService.SKEW.dividedBy(6));
    }
    service.clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> judged(request))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.CLOCK_SKEW);
  }

  @Test
  void aRequestFromBeforeTheServiceStartedIsRefused() throws Exception {
    VerifyRequest request = request(service.clock, image);
    judged(request);

    TestService restarted = new TestService(database, folder.resolve("state"));
    restarted.clock.advance(Duration.ofSeconds(10));
    var nonces = new io.mdis.trust.verify.NonceWindow(TestService.SKEW, 10, restarted.clock);

    assertThatThrownBy(() -> nonces.use(HOST, request.nonce(), request.time()))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.CLOCK_SKEW);
  }

  @Test
  void moreRequestsThanCanBeRememberedAreRefused() throws Exception {
    var nonces = new io.mdis.trust.verify.NonceWindow(TestService.SKEW, 2, service.clock);
    for (int i = 0; i < 2; i++) {
      nonces.use(HOST, io.mdis.trust.protocol.Nonce.random(), service.clock.instant());
    }

    assertThatThrownBy(
            () -> nonces.use(HOST, io.mdis.trust.protocol.Nonce.random(), service.clock.instant()))
        .extracting("problem")
        .isEqualTo(TrustProblem.BUSY);
    service.clock.advance(TestService.SKEW.multipliedBy(3));
    nonces.use(HOST, io.mdis.trust.protocol.Nonce.random(), service.clock.instant());
  }

  @Test
  void anOldKeyStillVerifiesWhenItIsRetiredAndNotWhenItIsGone() throws Exception {
    Path state = folder.resolve("state");
    var old = SigningKeys.file(state.resolve("baseline.key")).publicKey();
    Files.move(state.resolve("baseline.key"), folder.resolve("old.key"));

    TestService rotated = new TestService(database, state, List.of(old), Optional.empty());
    assertThat(
            rotated
                .keys
                .trusted()
                .verdict(rotated.verification.answer(HOST, request(rotated.clock, image)).verdict())
                .outcome())
        .isEqualTo(Outcome.TRUSTED);

    TestService without = new TestService(database, state);
    assertThatThrownBy(() -> without.verification.answer(HOST, request(without.clock, image)))
        .extracting("problem")
        .isEqualTo(TrustProblem.ALTERED_STATEMENT);
  }

  @Test
  void aWholeAuditLogIsWhole() throws Exception {
    fill();

    assertThat(service.auditCheck.run().whole()).isTrue();
    assertThat(service.auditCheck.run().entries()).isGreaterThan(5);
  }

  @Test
  void anAlteredAuditEntryIsFound() throws Exception {
    fill();
    for (long number : new long[] {1, 3, last()}) {
      Document before = entry(number);
      String json = before.getString("envelope");
      int at = json.indexOf("\"payload\":\"") + 60;
      char other = json.charAt(at) == 'A' ? 'B' : 'A';
      entries()
          .updateOne(
              eq("_id", number),
              Updates.set("envelope", json.substring(0, at) + other + json.substring(at + 1)));

      assertThat(service.auditCheck.run())
          .as("entry %d", number)
          .satisfies(
              state -> {
                assertThat(state.whole()).isFalse();
                assertThat(state.brokenAt()).isEqualTo(number);
              });
      entries().replaceOne(eq("_id", number), before);
    }
    assertThat(service.auditCheck.run().whole()).isTrue();
  }

  @Test
  void aRemovedAuditEntryIsFound() throws Exception {
    fill();
    entries().deleteOne(eq("_id", 2L));

    assertThat(service.auditCheck.run().brokenAt()).isEqualTo(2);
  }

  @Test
  void entriesCutOffAtTheEndAreFound() throws Exception {
    fill();
    long last = last();
    entries().deleteOne(eq("_id", last));

    assertThat(service.auditCheck.run().brokenAt()).isEqualTo(last);
    service.audit.add(AuditEntry.Kind.STARTED, "later", Map.of());
    assertThat(kind(last))
        .as("in place of the one that is gone")
        .isEqualTo(AuditEntry.Kind.LOG_BROKEN);
    assertThat(kind(last + 1)).isEqualTo(AuditEntry.Kind.STARTED);
  }

  @Test
  void theWholeLogWrittenAnewWithAnotherKeyIsFound() throws Exception {
    fill();
    ServiceKeys foreign =
        new ServiceKeys(
            SigningKeys.fileOrNew(folder.resolve("foreign.key")),
            SigningKeys.fileOrNew(folder.resolve("foreign-verdict.key")),
            List.of());
    long last = last();
    io.mdis.measurement.Sha384 previous = null;
    for (long number = 1; number <= last; number++) {
      Envelope signed =
          foreign.sign(
              StatementType.AUDIT,
              new AuditEntry(
                  number,
                  previous,
                  service.clock.instant(),
                  AuditEntry.Kind.STARTED,
                  "nothing happened",
                  Map.of()));
      previous = signed.statement();
      entries().updateOne(eq("_id", number), Updates.set("envelope", json(signed)));
    }

    assertThat(service.auditCheck.run().whole()).isFalse();
  }

  private void fill() throws Exception {
    for (int i = 0; i < 5; i++) {
      service.audit.add(AuditEntry.Kind.TOKEN_MADE, "node-" + i, Map.of("n", "" + i));
    }
  }

  private void isAltered() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> judged(request(service.clock, image)))
          .extracting("problem")
          .isEqualTo(TrustProblem.ALTERED_STATEMENT);
    }
    assertThat(service.alerts.pending(10))
        .singleElement()
        .extracting(AlertMessage::kind)
        .isEqualTo(AlertMessage.TRUST_STATEMENT_ALTERED);
    assertThat(stored().getBoolean("suspect")).isTrue();
    assertThat(kind(last())).isEqualTo(AuditEntry.Kind.STATEMENT_ALTERED);

    service.push(IMAGE);
    assertThat(judged(request(service.clock, image)))
        .as("measured anew")
        .isEqualTo(Outcome.TRUSTED);
  }

  private Baseline baseline(MeasuredImage of) {
    return new Baseline(
        Baseline.Origin.PUSHED,
        null,
        Baseline.FORM,
        of,
        List.of(IMAGE.digest()),
        null,
        true,
        List.of(),
        service.clock.instant(),
        null);
  }

  private Document stored() {
    return database
        .collection(Collections.TRUST_BASELINES)
        .find(eq("_id", image.imageId().toString()))
        .first();
  }

  private void replaceEnvelope(String json) {
    database
        .collection(Collections.TRUST_BASELINES)
        .updateOne(eq("_id", image.imageId().toString()), Updates.set("envelope", json));
  }

  private static String json(Envelope envelope) {
    return new String(TrustJson.write(envelope), StandardCharsets.UTF_8);
  }

  private MongoCollection<Document> entries() {
    return database.collection(Collections.TRUST_AUDIT);
  }

  private Document entry(long number) {
    return entries().find(eq("_id", number)).first();
  }

  private AuditEntry.Kind kind(long number) throws Exception {
    byte[] json = entry(number).getString("envelope").getBytes(StandardCharsets.UTF_8);
    byte[] payload = TrustJson.read(json, Envelope.class).payload().toBytes();
    return TrustJson.read(payload, AuditEntry.class).kind();
  }

  private long last() {
    return entries().countDocuments();
  }

  private Outcome judged(VerifyRequest request) throws Exception {
    return service
        .keys
        .trusted()
        .verdict(service.verification.answer(HOST, request).verdict())
        .outcome();
  }
}
