package io.mdis.trust.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.fixtures.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key in a PKCS#11 token: SoftHSM, as Debian packages it. */
class TokenIT {
  private static final String PIN = "123456";

  @TempDir Path folder;

  @Test
  void aKeyInATokenSignsBaselines() throws Exception {
    Commands.assumeAvailable("softhsm2-util");
    Path library = library();
    Files.createDirectory(folder.resolve("tokens"));
    Path settings =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = " + folder.resolve("tokens") + "\n");
    Path configuration =
        Files.writeString(
            folder.resolve("provider.cfg"),
            "name = mdis\nlibrary = " + library + "\nslotListIndex = 0\n");
    Path keys = folder.resolve("key.p12");
    run(
        settings,
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "mdis",
            "--pin",
            PIN,
            "--so-pin",
            PIN));
    run(
        settings,
        List.of(
            java("keytool"),
            "-genkeypair",
            "-alias",
            "trust",
            "-keyalg",
            "EC",
            "-groupname",
            "secp384r1",
            "-dname",
            "CN=trust",
            "-keystore",
            keys.toString(),
            "-storepass",
            PIN));

    String said =
        run(
            settings,
            List.of(
                java("java"),
                "-cp",
                System.getProperty("java.class.path"),
                TokenProcess.class.getName(),
                configuration.toString(),
                keys.toString(),
                PIN));

    assertThat(said).contains("signed ECDSA_P384").contains("refused KEYS");
  }

  private static Path library() {
    for (String place : List.of("/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm")) {
      Path library = Path.of(place, "libsofthsm2.so");
      if (Files.exists(library)) {
        return library;
      }
    }
    Assumptions.abort("no libsofthsm2.so: apt-get install softhsm2");
    throw new AssertionError();
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private String run(Path settings, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", settings.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command.getFirst() + ": " + said);
    }
    return said;
  }
}
