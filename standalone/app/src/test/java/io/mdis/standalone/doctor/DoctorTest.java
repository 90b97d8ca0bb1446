package io.mdis.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.malware.engine.clamav.ClamdAddress;
import io.mdis.standalone.doctor.Diagnosis.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check tells what is wrong, what to do, and never calls it well. */
class DoctorTest {
  @TempDir private Path work;

  @Test
  void everyCheckIsRunAndTheWorstCounts() throws Exception {
    Examination examination = Doctor.of(options(List.of(), Optional.empty())).examine();
    assertThat(examination.checks())
        .extracting(Examination.Line::name)
        .containsExactly(
            "java",
            "data folder",
            "disk",
            "admin token",
            "advisories",
            "virus engine",
            "broker",
            "database",
            "registries",
            "clock");
    assertThat(examination.level()).isNotEqualTo(Level.OK);
    assertThat(examination.checks())
        .filteredOn(line -> line.level() != Level.OK)
        .allMatch(line -> !line.remedy().isEmpty());
  }

  @Test
  void aFolderIsMadeGuardedOrRefused() throws Exception {
    Path data = work.resolve("new/data");
    assertThat(MachineChecks.folder(data).level()).isEqualTo(Level.OK);
    Files.createDirectories(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(MachineChecks.folder(data).remedy()).startsWith("chmod 700");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    assertThat(MachineChecks.folder(data).level()).isEqualTo(Level.OK);
    Path file = Files.createFile(work.resolve("file"));
    assertThat(MachineChecks.folder(file).level()).isEqualTo(Level.FAIL);
  }

  @Test
  void aTokenFileThatNoTokenCanMeetIsAFailure() throws Exception {
    assertThat(MachineChecks.token(work).level()).isEqualTo(Level.OK);
    Files.writeString(work.resolve("admin-token.sha256"), "mdis_token-itself\n");
    assertThat(MachineChecks.token(work).level()).isEqualTo(Level.FAIL);
    Files.writeString(work.resolve("admin-token.sha256"), "a".repeat(64) + "\n");
    assertThat(MachineChecks.token(work).level()).isEqualTo(Level.OK);
  }

  @Test
  void aPortThatIsTakenIsAFailureUnlessByAServerOfThisFolder() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThat(MachineChecks.port(work, "127.0.0.1", port).level()).isEqualTo(Level.FAIL);
    }
    assertThat(MachineChecks.port(work, "127.0.0.1", port).level()).isEqualTo(Level.OK);
  }

  @Test
  void advisoriesAreMissedOnlyWhereNobodyFetchesThem() throws Exception {
    Path file = work.resolve("advisories.db");
    assertThat(KnowledgeChecks.advisories(file, true).level()).isEqualTo(Level.WARN);
    assertThat(KnowledgeChecks.advisories(file, false).level()).isEqualTo(Level.FAIL);
    Files.writeString(file, "nothing that SQLite would know");
    assertThat(KnowledgeChecks.advisories(file, true).level()).isEqualTo(Level.FAIL);
  }

  @Test
  void clamdIsAskedWhoItIs() throws Exception {
    assertThat(KnowledgeChecks.clamd(Optional.empty()).level()).isEqualTo(Level.WARN);
    assertThat(clamd("ClamAV 1.4.3/27800/Mon Nov  2 08:00:00 2026\0")).isEqualTo(Level.OK);
    assertThat(clamd("220 mail.example.com ESMTP\r\n\0")).isEqualTo(Level.FAIL);
    ClamdAddress nobody = ClamdAddress.parse("unix:" + work.resolve("none"));
    assertThat(KnowledgeChecks.clamd(Optional.of(nobody)).level()).isEqualTo(Level.FAIL);
  }

  private Level clamd(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = server.accept()) {
                  socket.getInputStream().readNBytes("zVERSION\0".length());
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      ClamdAddress address = new ClamdAddress.Tcp("127.0.0.1", server.getLocalPort());
      return KnowledgeChecks.clamd(Optional.of(address)).level();
    }
  }

  @Test
  void aRegistryAnswersAsRegistriesDo() throws Exception {
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      String address = registry.uri().toString();
      registry.next(
          "/v2/",
          ScriptedRegistry.status(200),
          ScriptedRegistry.status(401, "WWW-Authenticate", "Basic realm=x"),
          ScriptedRegistry.status(401),
          ScriptedRegistry.status(302, "Location", "http://127.0.0.1:1/"));
      assertThat(NeighbourChecks.registry(address).level()).isEqualTo(Level.OK);
      assertThat(NeighbourChecks.registry(address).level()).isEqualTo(Level.OK);
      assertThat(NeighbourChecks.registry(address).level()).isEqualTo(Level.WARN);
      assertThat(NeighbourChecks.registry(address).level()).isEqualTo(Level.FAIL);
    }
  }

  @Test
  void aClockThatIsFarFromItsNeighboursIsAFailure() throws Exception {
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      List<String> addresses = List.of(registry.uri().toString());
      registry.always("/v2/", ScriptedRegistry.status(200));
      assertThat(NeighbourChecks.clock(options(addresses, Optional.empty())).level())
          .isEqualTo(Level.OK);
    }
    Instant now = Instant.parse("2026-11-01T12:00:00Z");
    assertThat(NeighbourChecks.compared(now.minusSeconds(61), now, "x").level())
        .isEqualTo(Level.FAIL);
    assertThat(NeighbourChecks.compared(now.plusSeconds(59), now, "x").level()).isEqualTo(Level.OK);
  }

  @Test
  void aDatabaseIsAskedForItsVersion() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(work.resolve("db"), 0)) {
      Diagnosis found = NeighbourChecks.database(Optional.of(database.uri()));
      assertThat(found.found()).startsWith("MongoDB ");
    }
    Diagnosis gone =
        NeighbourChecks.database(
            Optional.of("mongodb://me:password@127.0.0.1:1/?serverSelectionTimeoutMS=200"));
    assertThat(gone.level()).isEqualTo(Level.FAIL);
    assertThat(gone.found()).doesNotContain("password@");
  }

  private DoctorOptions options(List<String> registries, Optional<String> mongodb) {
    return new DoctorOptions(
        work.resolve("data"),
        "127.0.0.1",
        List.of(),
        registries,
        work.resolve("advisories.db"),
        false,
        Optional.empty(),
        mongodb,
        Optional.empty());
  }

  @Test
  void aFolderInUseIsToldOf() throws Exception {
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx------"));
    Path lock = work.resolve("lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThat(MachineChecks.folder(work).level()).isEqualTo(Level.OK);
    }
  }
}
