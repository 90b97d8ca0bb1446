package io.mdis.agent.engine;

import io.mdis.contracts.Digest;

/**
 * A container as the engine knows it.
 *
 * @param id whole ID
 * @param imageId the image it was made of
 * @param imageName what the image was called when it was made
 */
public record EngineContainer(String id, Digest imageId, String imageName) {}
