package io.mdis.standalone.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What this machine has to give: Java, memory, the data folder, the admin token, ports. */
final class MachineChecks {
  private static final int JAVA = 25;
  private static final long MIB = 1 << 20;
  private static final long HEAP = 500 * MIB;
  private static final long LEAST_DISK = 1024 * MIB;
  private static final long GOOD_DISK = 25 * 1024 * MIB;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private MachineChecks() {}

  static List<Check> of(DoctorOptions options) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("java", MachineChecks::java));
    checks.add(new Check("data folder", () -> folder(options.data())));
    checks.add(new Check("disk", () -> disk(options.data())));
    checks.add(new Check("admin token", () -> token(options.data())));
    for (int port : options.ports()) {
      checks.add(new Check("port " + port, () -> port(options.data(), options.host(), port)));
    }
    return checks;
  }

  static Diagnosis java() {
    int version = Runtime.version().feature();
    long heap = Runtime.getRuntime().maxMemory();
    String found = "Java " + Runtime.version() + ", heap " + heap / MIB + " MiB";
    if (version < JAVA) {
      return Diagnosis.fail(found, "install a JDK " + JAVA + " and set MDIS_JAVA_HOME to it");
    }
    return heap < HEAP
        ? Diagnosis.warn(found, "set MDIS_HEAP=512m or more: every bound is made for that")
        : Diagnosis.ok(found);
  }

  static Diagnosis folder(Path data) throws IOException {
    if (!Files.exists(data)) {
      Path parent = existing(data);
      return Files.isWritable(parent)
          ? Diagnosis.ok(data + " is made at the first start")
          : Diagnosis.fail(
              data + " can't be made: " + parent + " is not writable",
              "make it, and give it to the user who runs mdis");
    }
    if (!Files.isDirectory(data) || !Files.isWritable(data)) {
      return Diagnosis.fail(
          data + " is no folder that can be written to",
          "give it to the user who runs mdis, or name another one with --data");
    }
    return Files.getPosixFilePermissions(data).contains(PosixFilePermission.OTHERS_READ)
        ? Diagnosis.warn(data + " can be read by everybody", "chmod 700 " + data)
        : Diagnosis.ok(data + (isInUse(data) ? ", a server uses it now" : ""));
  }

  static Diagnosis disk(Path data) throws IOException {
    FileStore store = Files.getFileStore(existing(data));
    long free = store.getUsableSpace();
    String found = free / MIB / 1024 + " GiB free below " + data;
    if (free < LEAST_DISK) {
      return Diagnosis.fail(found, "free some: a scan keeps the layers of its image there");
    }
    return free < GOOD_DISK
        ? Diagnosis.warn(
            found, "set mdis.worker.layer-store.max-bytes to less than is free; it is 20 GiB")
        : Diagnosis.ok(found);
  }

  static Diagnosis token(Path data) throws IOException {
    Path file = data.resolve("admin-token.sha256");
    if (!Files.exists(file)) {
      return Diagnosis.ok("one is made and shown at the first start");
    }
    if (!HASH.matcher(Files.readString(file).strip()).matches()) {
      return Diagnosis.fail(
          file + " holds no SHA-256 in hex", "delete it: the next start makes a new token");
    }
    return Diagnosis.ok("its hash is in " + file);
  }

  static Diagnosis port(Path data, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return Diagnosis.ok("free at " + host);
    } catch (IOException e) {
      return isInUse(data)
          ? Diagnosis.ok("in use while a server runs with this data folder")
          : Diagnosis.fail(
              host + ":" + port + " can't be listened at: " + e.getMessage(),
              "end what listens there, or choose another port");
    }
  }

  /** Whether a server holds the folder's lock. */
  private static boolean isInUse(Path data) {
    Path lock = data.resolve("lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path existing(Path path) {
    Path at = path.toAbsolutePath();
    while (!Files.exists(at)) {
      at = at.getParent();
    }
    return at;
  }
}
