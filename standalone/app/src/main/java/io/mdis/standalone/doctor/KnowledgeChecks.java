package io.mdis.standalone.doctor;

import io.mdis.malware.engine.clamav.ClamdAddress;
import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What images are judged by: the advisory database and the virus engine. */
final class KnowledgeChecks {
  private static final Duration OLD = Duration.ofDays(3);
  private static final int LONGEST_ANSWER = 1024;

  private KnowledgeChecks() {}

  static List<Check> of(DoctorOptions options) {
    return List.of(
        new Check("advisories", () -> advisories(options.database(), options.fetched())),
        new Check("virus engine", () -> clamd(options.clamd())));
  }

  static Diagnosis advisories(Path file, boolean fetched) throws IOException {
    if (!Files.exists(file)) {
      return fetched
          ? Diagnosis.warn(
              file + " is not there yet", "serve fetches it; it takes minutes and 3 GiB of feeds")
          : Diagnosis.fail(file + " is not there", "make it with ./mdis db update or db pull");
    }
    Optional<Instant> newest;
    try (AdvisoryDatabase database = AdvisoryDatabase.open(file)) {
      newest = database.newest();
    } catch (IOException | RuntimeException e) {
      return Diagnosis.fail(
          file + " can't be read: " + e.getMessage(), "build it anew: ./mdis db update");
    }
    if (newest.isEmpty()) {
      return Diagnosis.warn(
          file + " doesn't say how old it is",
          "build it from the published feeds: ./mdis db update");
    }
    Duration age = Duration.between(newest.get(), Instant.now());
    String found = "newest advisory of " + newest.get() + ", " + age.toHours() + " h old";
    return age.compareTo(OLD) > 0
        ? Diagnosis.warn(found, "new vulnerabilities are not seen: ./mdis db update")
        : Diagnosis.ok(found);
  }

  /** Asks for the version, as clamd's manual tells: a command between z and a zero byte. */
  static Diagnosis clamd(Optional<ClamdAddress> address) {
    if (address.isEmpty()) {
      return Diagnosis.warn(
          "none is named: files are compared with known samples alone",
          "start clamd and name it with --clamd unix:/run/clamav/clamd.ctl");
    }
    try (SocketChannel channel = open(address.get())) {
      channel.connect(address.get().socketAddress());
      channel.write(ByteBuffer.wrap("zVERSION\0".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        if (answer.get(answer.position() - 1) == 0) {
          break;
        }
      }
      String version =
          new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
              .replaceAll("\\p{Cntrl}", "");
      return version.startsWith("ClamAV")
          ? Diagnosis.ok(version)
          : Diagnosis.fail(address.get() + " answers as no clamd does", "name clamd's own socket");
    } catch (IOException | RuntimeException e) {
      return Diagnosis.fail(
          address.get() + " can't be reached: " + e.getMessage(),
          "start clamd; images would wait for it and be tried again");
    }
  }

  private static SocketChannel open(ClamdAddress address) throws IOException {
    return address instanceof ClamdAddress.Local
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }
}
