package io.mdis.worker;

import io.mdis.worker.config.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of a worker that never looks by itself for images without a result. */
public record TestSettings(Path layers) implements WorkerSettings {

  @Override
  public Optional<Set<String>> dimensions() {
    return Optional.empty();
  }

  @Override
  public int parallelism() {
    return 2;
  }

  @Override
  public List<Duration> delays() {
    return List.of(Duration.ofMillis(50));
  }

  @Override
  public Duration scanTimeLimit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public LayerStore layerStore() {
    return new LayerStore() {
      @Override
      public Path directory() {
        return layers;
      }

      @Override
      public long maxBytes() {
        return 1 << 20;
      }
    };
  }

  @Override
  public Reconcile reconcile() {
    return new Reconcile() {
      @Override
      public Duration every() {
        return Duration.ofDays(1);
      }

      @Override
      public Duration grace() {
        return Duration.ofMinutes(10);
      }

      @Override
      public int mostPerRun() {
        return 1_300;
      }

      @Override
      public Duration again() {
        return Duration.ofHours(1);
      }
    };
  }
}
