package io.mdis.secret.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLogScannerTest {
  private static final ContainerLogScanner SCANNER =
      new ContainerLogScanner(new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])));

  @TempDir Path folder;
  private final Shapes shapes = new Shapes(3);
  private Path container;
  private Path log;
  private int second;

  @BeforeEach
  void makeContainer() throws IOException {
    container = Files.createDirectories(folder.resolve("containers/4f3c"));
    log = container.resolve("4f3c-json.log");
  }

  @Test
  void tellsTheTimeAndStreamOfALine() throws IOException {
    String token = shapes.write("<github ghp>");
    print("starting\\n");
    print("cloning with " + token + "\\n");
    LogReport report = scan();
    assertThat(report.records()).isEqualTo(2);
    assertThat(report.hits()).hasSize(1);
    LogHit hit = report.hits().getFirst();
    assertThat(hit.time()).isEqualTo("2026-01-01T00:00:02Z");
    assertThat(hit.secret().rule()).isEqualTo("github-pat");
    assertThat(hit.secret().line()).isEqualTo(2);
    assertThat(report.toString()).doesNotContain(token);
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    print("first " + shapes.write("<github ghp>") + "\\n");
    assertThat(scan().hits()).hasSize(1);
    assertThat(scan().records()).isZero();
    print("second " + shapes.write("<github ghp>") + "\\n");
    assertThat(scan().hits()).hasSize(1);
  }

  @Test
  void leavesALineThatIsStillWrittenForTheNextTime() throws IOException {
    print("whole\\n");
    Files.writeString(
        log, "{\"log\":\"half " + shapes.write("<github gho>"), StandardOpenOption.APPEND);
    assertThat(scan().hits()).isEmpty();
    Files.writeString(
        log, "\\n\",\"stream\":\"stdout\",\"time\":\"t\"}\n", StandardOpenOption.APPEND);
    assertThat(scan().hits()).hasSize(1);
  }

  @Test
  void knowsAFileAgainThatWasRotatedAndCompressed() throws IOException {
    print("old " + shapes.write("<github ghp>") + "\\n");
    assertThat(scan().hits()).hasSize(1);
    print("unread " + shapes.write("<github ghu>") + "\\n");
    byte[] old = Files.readAllBytes(log);
    Files.delete(log);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(container.resolve("4f3c-json.log.1.gz")))) {
      out.write(old);
    }
    print("new " + shapes.write("<github ghp>") + "\\n");
    LogReport report = scan();
    assertThat(report.hits())
        .extracting(hit -> hit.secret().rule())
        .containsExactly("github-user-token", "github-pat");
  }

  @Test
  void joinsTheParts() throws IOException {
    String token = shapes.write("<github ghp>");
    print("x".repeat(100) + " " + token.substring(0, 20));
    print(token.substring(20) + "\\n");
    assertThat(scan().hits()).hasSize(1);
  }

  @Test
  void readsTheLocalDriver() throws IOException {
    Path file = Files.createDirectories(container.resolve("local-logs")).resolve("container.log");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(entry("nothing to see here, move along and keep on moving for a while"));
      out.write(entry("password: " + shapes.write("<pw 14>")));
    }
    LogReport report = scan();
    assertThat(report.leftOut()).isEmpty();
    assertThat(report.records()).isEqualTo(2);
    assertThat(report.hits()).extracting(LogHit::time).containsExactly("2001-09-09T01:46:40Z");
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    Path file = Files.createDirectories(container.resolve("local-logs")).resolve("container.log");
    Files.write(file, new byte[] {127, 0, 0, 0, 1, 2, 3, 4}, StandardOpenOption.CREATE);
    Files.write(file, new byte[100], StandardOpenOption.APPEND);
    assertThat(scan().leftOut()).extracting("code").containsExactly("log.unreadable");
  }

  private LogReport scan() throws IOException {
    LogPositions positions = LogPositions.open(folder.resolve("positions.json"));
    LogReport report = SCANNER.scan(container, positions);
    positions.save();
    return report;
  }

  private void print(String text) throws IOException {
    second++;
    Files.writeString(
        log,
        "{\"log\":\""
            + text
            + "\",\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:0"
            + second
            + "Z\"}\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A record as Docker's local driver writes it. */
  private static byte[] entry(String line) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(1 << 3 | 2);
    message.write(6);
    message.writeBytes("stdout".getBytes(StandardCharsets.US_ASCII));
    message.write(2 << 3);
    for (long rest = 1_000_000_000_000_000_000L; ; rest >>>= 7) {
      if (rest < 128) {
        message.write((int) rest);
        break;
      }
      message.write((int) ((rest & 127) | 128));
    }
    message.write(3 << 3 | 2);
    message.write(line.length());
    message.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    byte[] size = ByteBuffer.allocate(4).putInt(message.size()).array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(size);
    out.writeBytes(message.toByteArray());
    out.writeBytes(size);
    return out.toByteArray();
  }
}
