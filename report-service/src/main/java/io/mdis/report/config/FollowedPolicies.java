package io.mdis.report.config;

import io.mdis.policy.PolicyGate;
import io.mdis.policy.file.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The policies of a file, read again when it changes. A file with a mistake changes nothing: what
 * it said before holds until it is mended. At the start it must be sound.
 */
final class FollowedPolicies implements Supplier<PolicyGate> {
  private static final Logger LOG = Logger.getLogger(FollowedPolicies.class);

  private final Optional<Path> file;
  private final Duration reload;
  private PolicyGate gate;
  private FileTime read;
  private Instant looked;

  FollowedPolicies(Optional<Path> file, Duration reload) {
    this.file = file;
    this.reload = reload;
    this.looked = Instant.now();
    try {
      this.read = file.isPresent() ? Files.getLastModifiedTime(file.get()) : null;
      this.gate =
          new PolicyGate(file.isPresent() ? PolicyFile.read(file.get()) : PolicyFile.builtIn());
    } catch (IOException e) {
      throw new UncheckedIOException("mdis.policy.file can't be used: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized PolicyGate get() {
    Instant now = Instant.now();
    if (file.isPresent() && !looked.plus(reload).isAfter(now)) {
      looked = now;
      follow(file.get());
    }
    return gate;
  }

  private void follow(Path path) {
    try {
      FileTime changed = Files.getLastModifiedTime(path);
      if (!changed.equals(read)) {
        read = changed;
        gate = new PolicyGate(PolicyFile.read(path));
        LOG.infof("policies of %s were read again", path);
      }
    } catch (IOException e) {
      LOG.errorf("policies stay as they were: %s", e.getMessage());
    }
  }
}
