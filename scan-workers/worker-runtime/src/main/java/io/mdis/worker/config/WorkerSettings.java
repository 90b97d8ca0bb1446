package io.mdis.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a worker consumes, keeps layers and heals. */
@ConfigMapping(prefix = "mdis.worker")
public interface WorkerSettings {

  /** Dimensions that this worker scans; all that it has when empty. */
  Optional<Set<String>> dimensions();

  /** Images of one dimension that are scanned at the same time. */
  @WithDefault("2")
  int parallelism();

  /** Pauses before the second, third … attempt at an image whose registry or store failed. */
  @WithDefault("10S,1M,5M,30M")
  List<Duration> delays();

  /** The most that one scan of one image may take, with the fetching of its layers. */
  @WithDefault("1H")
  Duration scanTimeLimit();

  /** The layers on disk. */
  LayerStore layerStore();

  /** The search for images without a current result. */
  Reconcile reconcile();

  /** Where layers are kept. */
  interface LayerStore {
    /** Folder for layers alone; a folder in the working directory when not set. */
    @WithDefault("mdis-layers")
    Path directory();

    /** Bytes to keep; layers in use are never removed. */
    @WithDefault("21474836480")
    long maxBytes();
  }

  /** When images are looked for that were accepted and lack a result. */
  interface Reconcile {
    /** Pause between two searches. */
    @WithDefault("5M")
    Duration every();

    /** Age of an accepted image before it is missed. */
    @WithDefault("10M")
    Duration grace();

    /**
     * Images that one search enqueues at most, so that a new version of a scanner, which reads
     * every image again, does not keep what was just pushed waiting.
     */
    @WithDefault("1000")
    int mostPerRun();

    /** Pause before an image that was enqueued and still has no result is enqueued again. */
    @WithDefault("1H")
    Duration again();
  }
}
