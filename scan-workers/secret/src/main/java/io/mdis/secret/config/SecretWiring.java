package io.mdis.secret.config;

import io.mdis.content.ArchiveLimits;
import io.mdis.secret.detect.HashKey;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.scan.SecretOptions;
import io.mdis.secret.scan.SecretScanner;
import io.mdis.worker.scan.Scanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Registers the scanner: it is a bean. */
@ApplicationScoped
public class SecretWiring {

  @Produces
  @Singleton
  Scanner scanner(SecretSettings settings) throws IOException {
    SecretHash hash =
        settings.hashKey().isPresent()
            ? HashKey.of(settings.hashKey().get())
            : HashKey.in(settings.hashKeyFile());
    return new SecretScanner(new SecretDetector(SecretRules.load(), hash), options(settings));
  }

  private static SecretOptions options(SecretSettings settings) {
    ArchiveLimits usual = SecretOptions.DEFAULT.archives();
    return new SecretOptions(
        settings.threads(),
        settings.programs(),
        new ArchiveLimits(
            settings.archives().depth(),
            settings.archives().members(),
            settings.archives().bytes(),
            usual.maxRatio(),
            usual.maxMemoryBytes()),
        settings.passwordTries());
  }
}
