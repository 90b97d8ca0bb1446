package io.mdis.agent.engine;

/**
 * How an engine keeps its images.
 *
 * @param driver name of its graph driver or snapshotter
 * @param snapshotter whether images are in containerd's store
 */
public record EngineInfo(String driver, boolean snapshotter) {}
