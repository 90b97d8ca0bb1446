package io.mdis.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.sun.management.OperatingSystemMXBean;
import io.mdis.contracts.Digest;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.Sha384;
import io.mdis.trust.alert.Incidents;
import io.mdis.trust.alert.Tampering;
import io.mdis.trust.audit.AuditHead;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.authority.Enrolment;
import io.mdis.trust.authority.HostAccess;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.key.PemKeys;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.key.SigningKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TokenRequest;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.VerifyRequest;
import io.mdis.trust.rest.AgentApi;
import io.mdis.trust.rest.AgentListener;
import io.mdis.trust.store.MongoBaselines;
import io.mdis.trust.store.TrustStores;
import io.mdis.trust.verify.NonceWindow;
import io.mdis.trust.verify.VerdictMemory;
import io.mdis.trust.verify.Verification;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Verdicts per second over mutual TLS: whole requests with nonce, comparison, signature and
 * history, by one host that has the baseline, beside a request of the same server that only reads
 * its keys. Load and server are two processes on the same processors.
 */
public final class VerifyBenchmark {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final HostName HOST = HostName.of("node-7");

  private VerifyBenchmark() {}

  /** Arguments: seconds (20), connections (32), layers (10). */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    int connections = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
    int layers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    Path folder = Files.createTempDirectory("verify-benchmark");
    Vertx vertx = Vertx.vertx();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("db"), 0);
        MongoClient client = MongoClients.create(database.uri())) {
      run(folder, vertx, client.getDatabase("mdis"), seconds, connections, layers);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      TemporaryFolders.delete(folder);
    }
  }

  private static void run(
      Path folder, Vertx vertx, MongoDatabase database, int seconds, int connections, int layers)
      throws Exception {
    ServiceKeys keys =
        new ServiceKeys(
            SigningKeys.fileOrNew(folder.resolve("baseline.key")),
            SigningKeys.fileOrNew(folder.resolve("verdict.key")),
            List.of());
    TrustStores stores = TrustStores.of(database);
    stores.ensureIndexes();
    AuditLog audit =
        new AuditLog(stores.audit(), keys, new AuditHead(folder.resolve("audit.head")), CLOCK);
    CertificateAuthority authority =
        CertificateAuthority.open(folder.resolve("authority"), Duration.ofDays(7), CLOCK);
    Enrolment enrolment =
        new Enrolment(
            authority, stores.hosts(), stores.tokens(), keys, audit, Duration.ofHours(1), CLOCK);
    Incidents incidents = new Incidents(audit, stores.alerts(), stores.baselines(), CLOCK);
    VerifiedBaselines baselines =
        new VerifiedBaselines(stores.baselines(), keys, incidents, Duration.ofSeconds(30));
    VerdictMemory memory =
        new VerdictMemory(
            stores.history(), new Tampering(stores.alerts(), audit, baselines, CLOCK));
    NonceWindow nonces = new NonceWindow(Duration.ofSeconds(60), 4_000_000, CLOCK);
    AgentApi api =
        new AgentApi(
            enrolment,
            new HostAccess(stores.hosts(), CLOCK),
            new Verification(baselines, nonces, keys, memory, CLOCK),
            null,
            null,
            null,
            null,
            stores.history(),
            keys,
            incidents);
    prepare(folder, keys, stores.baselines(), authority, enrolment, layers);
    try (AgentListener listener =
            new AgentListener(
                vertx,
                api,
                authority,
                new AgentListener.Settings(
                    "127.0.0.1", 0, List.of("localhost"), Duration.ofDays(90)));
        var flushing = Executors.newSingleThreadScheduledExecutor()) {
      var unused =
          flushing.scheduleWithFixedDelay(() -> flush(memory), 500, 500, TimeUnit.MILLISECONDS);
      measure(folder, listener.port(), seconds, connections, layers);
      flushing.shutdownNow();
    }
  }

  /** An image with a baseline, and a host with a certificate and a request. */
  private static void prepare(
      Path folder,
      ServiceKeys keys,
      MongoBaselines stored,
      CertificateAuthority authority,
      Enrolment enrolment,
      int layers)
      throws Exception {
    MeasuredImage image = image(layers);
    Baseline baseline =
        new Baseline(
            Baseline.Origin.PUSHED,
            null,
            Baseline.FORM,
            image,
            List.of(digest("manifest")),
            "registry.example.org/app:1",
            true,
            List.of(),
            Instant.now(),
            null);
    Envelope signed = keys.sign(StatementType.BASELINE, baseline);
    stored.put(baseline, signed);
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    byte[] csr =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + HOST), pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    String token = enrolment.token(new TokenRequest(HOST, null)).token();
    Enrolled enrolled =
        enrolment.enrol(new EnrolmentRequest(token, HOST, PemKeys.pem("CERTIFICATE REQUEST", csr)));
    Files.writeString(folder.resolve("root.pem"), authority.rootPem());
    Files.writeString(folder.resolve("host.pem"), enrolled.certificate());
    Files.writeString(
        folder.resolve("host.key"),
        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    Nonce nonce = Nonce.random();
    Instant time = Instant.parse("2001-02-03T04:05:06.789Z");
    VerifyRequest request =
        new VerifyRequest(
            nonce, time, image.imageId(), image, List.of(), "docker", signed.statement());
    Files.writeString(
        folder.resolve("verify.json"),
        new String(TrustJson.write(request), StandardCharsets.UTF_8)
            .replace(nonce.value(), "@nonce@")
            .replace(time.toString(), "@time@"));
  }

  private static void measure(Path folder, int port, int seconds, int connections, int layers)
      throws IOException, InterruptedException {
    // Until the compiler is done: on busy processors it takes its time.
    int warm = Math.max(30, 2 * seconds);
    Process load =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                VerifyLoad.class.getName(),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(connections),
                Integer.toString(warm),
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long cpu = 0;
    String[] verify = {};
    String[] simple = {};
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(load.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (line.split(" ")[0]) {
          case "begin" -> cpu = -processor();
          case "end" -> cpu += processor();
          case "verify" -> verify = line.split(" ");
          case "keys" -> simple = line.split(" ");
          default -> {
            // The warm-up.
          }
        }
      }
    }
    if (load.waitFor() != 0) {
      throw new IOException("the load broke off");
    }
    double rate = Long.parseLong(verify[1]) / Double.parseDouble(verify[2]);
    double simpleRate = Long.parseLong(simple[1]) / Double.parseDouble(simple[2]);
    System.out.printf(
        Locale.ROOT,
        "%d connections, %d layers: %.0f verdicts per second, p50 %s ms, p99 %s ms, worst %s ms;"
            + " %.0f us of the service's processor time each;"
            + " reading the keys: %.0f per second, p99 %s ms; ratio %.2f%n",
        connections,
        layers,
        rate,
        verify[3],
        verify[4],
        verify[5],
        cpu / 1e3 / Long.parseLong(verify[1]),
        simpleRate,
        simple[4],
        rate / simpleRate);
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void flush(VerdictMemory memory) {
    try {
      memory.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MeasuredImage image(int layers) {
    List<Digest> diffIds = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      diffIds.add(digest("layer " + i));
    }
    List<LayerMeasurement> measured = new ArrayList<>();
    for (LayerMetadata metadata : LayerMetadata.chain(diffIds)) {
      Sha384 files = Sha384.of(metadata.diffId().toString().getBytes(StandardCharsets.US_ASCII));
      measured.add(new LayerMeasurement(metadata, files, files, 1000));
    }
    return MeasuredImage.of(new ImageMeasurement(digest("image"), measured));
  }

  private static Digest digest(String text) {
    return Digest.sha256(Sha384.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 64));
  }
}
