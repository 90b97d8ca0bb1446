package io.mdis.agent.engine;

import java.nio.file.Path;

/**
 * How an engine keeps its images.
 *
 * @param driver name of its graph driver or snapshotter
 * @param snapshotter whether images are in containerd's store
 * @param root where its data are
 */
public record EngineInfo(String driver, boolean snapshotter, Path root) {}
