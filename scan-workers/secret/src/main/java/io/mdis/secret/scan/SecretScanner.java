package io.mdis.secret.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.image.layer.Layer;
import io.mdis.image.view.ImageView;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretChecks;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHit;
import io.mdis.secret.keystore.KeyFiles;
import io.mdis.secret.password.PasswordFiles;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds credentials, keys and weak passwords that were left in an image. */
public final class SecretScanner implements Scanner {
  /** Name of the dimension. */
  public static final String DIMENSION = "secret";

  /** Changes when files are read or judged in another way. */
  public static final String VERSION = "2";

  private static final int MAX_FINDINGS = 20_000;

  private final ObjectMapper json = new ObjectMapper();
  private final SecretDetector detector;
  private final LayerReader layers;
  private final ConfigReader config;
  private final FindingMaker findings;
  private final String layerVersion;
  private final InstantSource clock;

  /** A scanner by rules, with a key that names what it finds. */
  public SecretScanner(SecretDetector detector, SecretOptions options) {
    this(detector, options, InstantSource.system());
  }

  SecretScanner(SecretDetector detector, SecretOptions options, InstantSource clock) {
    this.clock = clock;
    this.detector = detector;
    this.layers =
        new LayerReader(
            detector,
            new KeyFiles(detector.hash()),
            new PasswordFiles(detector.hash(), options.passwordTries()),
            options);
    this.config = new ConfigReader(detector);
    this.findings = new FindingMaker(detector.rules().rules());
    this.layerVersion = String.join("-", "secret", VERSION, rulesVersion(), options.fingerprint());
  }

  @Override
  public String dimension() {
    return DIMENSION;
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** Of the rules, the checks and the key: with another key, what was found has other names. */
  @Override
  public String rulesVersion() {
    return String.join(
        "-",
        detector.rules().version(),
        SecretChecks.get().version().substring(0, 8),
        detector.hash().keyName());
  }

  @Override
  public Needs needs() {
    return Needs.EVERY_FILE;
  }

  @Override
  public ScanResult scan(ScanContext context) throws IOException {
    List<Finding> found = new ArrayList<>(config.read(context.config(), findings));
    List<ScanReason> reasons = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    GravestFiles gravest = new GravestFiles(MAX_FINDINGS);
    for (int i = 0; i < context.layers().size(); i++) {
      LayerSecrets secrets = once(context, context.layers().get(i));
      reasons.addAll(secrets.leftOut());
      secrets.notSearched().forEach((why, n) -> counts.merge(why.fact(), n, Integer::sum));
      for (LayerSecrets.Holder holder : secrets.files()) {
        counts.merge("allowedByComment", holder.secrets().allowed(), Integer::sum);
        if (!holder.secrets().hits().isEmpty() || !holder.checks().isEmpty()) {
          gravest.add(i, holder);
        }
      }
    }
    List<GravestFiles.Placed> files = gravest.all();
    if (gravest.dropped() > 0) {
      reasons.add(
          new ScanReason(
              "limit.findings",
              "the image has more than "
                  + MAX_FINDINGS
                  + " findings; "
                  + gravest.dropped()
                  + " files with less grave ones are not told of"));
    }
    if (!files.isEmpty()) {
      PublishedFiles published =
          new PublishedFiles(
              context.view(),
              files.stream().map(file -> file.holder().file()).collect(Collectors.toSet()));
      for (GravestFiles.Placed file : files) {
        add(context, file, published, found);
      }
    }
    return result(found, reasons, counts);
  }

  private void add(
      ScanContext context, GravestFiles.Placed file, PublishedFiles published, List<Finding> found)
      throws IOException {
    LayerSecrets.Holder holder = file.holder();
    List<ImageView.Located> history = context.view().history(holder.file());
    boolean visible = !history.isEmpty() && history.getFirst().layer() == file.layer();
    Layer layer = context.layers().get(file.layer());
    FindingMaker.Spot spot =
        new FindingMaker.Spot(
            layer.diffId(), holder.path(), visible, published.contains(layer, holder.file()));
    for (SecretHit hit : holder.secrets().hits()) {
      found.add(findings.of(hit, spot));
    }
    for (CheckHit hit : holder.checks()) {
      if (isDue(hit)) {
        found.add(findings.of(hit, spot));
      }
    }
  }

  /** A layer is read once and judged for long: whether a certificate has expired is asked now. */
  private boolean isDue(CheckHit hit) {
    return !hit.check().equals("certificate-expired")
        || Instant.parse(hit.details().get("notAfter")).isBefore(clock.instant());
  }

  private LayerSecrets once(ScanContext context, Layer layer) throws IOException {
    byte[] stored =
        context
            .layerResults()
            .once(
                layer.diffId(),
                DIMENSION,
                layerVersion,
                () -> json.writeValueAsBytes(layers.read(layer)));
    return json.readValue(stored, LayerSecrets.class);
  }

  private ScanResult result(
      List<Finding> found, List<ScanReason> reasons, Map<String, Integer> counts) {
    Map<String, String> facts = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            facts.put(name, count.toString());
          }
        });
    return new ScanResult(
        DIMENSION,
        reasons.isEmpty() ? ScanStatus.SUCCEEDED : ScanStatus.PARTIAL,
        reasons,
        VERSION,
        rulesVersion(),
        found,
        facts);
  }
}
