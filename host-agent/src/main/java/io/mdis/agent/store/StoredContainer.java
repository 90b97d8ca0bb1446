package io.mdis.agent.store;

import io.mdis.contracts.Digest;

/**
 * A container as the engine has it on the disk.
 *
 * @param id whole ID
 * @param image it was made of
 * @param imageName what the image was called then
 * @param restarted whether the engine starts it by itself when it comes up
 */
public record StoredContainer(String id, Digest image, String imageName, boolean restarted) {}
