package io.mdis.history.config;

import com.mongodb.client.MongoClient;
import io.mdis.history.lint.Hadolint;
import io.mdis.history.lint.LinterProgram;
import io.mdis.history.lint.Linters;
import io.mdis.history.lint.ShellCheck;
import io.mdis.history.scan.HistoryScanner;
import io.mdis.history.store.StoredBases;
import io.mdis.history.threat.HistoryThreats;
import io.mdis.worker.scan.Scanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Registers the scanner: it is a bean. */
@ApplicationScoped
public class HistoryWiring {
  private static final Logger LOG = Logger.getLogger(HistoryWiring.class);

  @Produces
  @Singleton
  Scanner scanner(
      HistorySettings settings,
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    HistorySettings.Linters programs = settings.linters();
    warnIfUnusable("hadolint", programs.hadolint());
    warnIfUnusable("shellcheck", programs.shellcheck());
    return new HistoryScanner(
        new HistoryThreats(settings.baseRegistries().orElse(List.of()), Clock.systemUTC()),
        programs.enabled() ? linters(programs) : new Linters(Optional.empty(), Optional.empty()),
        new StoredBases(
            client.getDatabase(name), settings.bases().orElse(List.of()), settings.basesEvery()),
        settings.layers() ? Scanner.Needs.PACKAGE_FILES : Scanner.Needs.IMAGE_CONFIG);
  }

  private static Linters linters(HistorySettings.Linters programs) {
    if (programs.hadolintCommand().isEmpty()) {
      return Linters.installed(programs.hadolint(), programs.shellcheck(), programs.timeout());
    }
    List<String> command = programs.hadolintCommand().get();
    Optional<LinterProgram> hadolint =
        LinterProgram.started(Hadolint.NAME, command, programs.timeout());
    if (hadolint.isEmpty()) {
      LOG.warnf(
          "mdis.history.linters.hadolint-command: \"%s\" does not say a version; our own rules"
              + " speak in its place",
          String.join(" ", command));
    }
    return new Linters(
        hadolint, LinterProgram.find(ShellCheck.NAME, programs.shellcheck(), programs.timeout()));
  }

  /** The worker runs without it, but whoever set the path wants to know. */
  private static void warnIfUnusable(String key, Optional<Path> path) {
    path.filter(program -> !Files.isExecutable(program))
        .ifPresent(
            program ->
                LOG.warnf(
                    "mdis.history.linters.%s: %s is no program that can be run", key, program));
  }
}
