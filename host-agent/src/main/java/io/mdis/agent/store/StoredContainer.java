package io.mdis.agent.store;

import io.mdis.contracts.Digest;
import java.util.List;
import java.util.Map;

/**
 * A container as the engine has it on the disk.
 *
 * @param id whole ID
 * @param image it was made of
 * @param imageName what the image was called then
 * @param restarted whether the engine starts it by itself when it comes up
 */
public record StoredContainer(String id, Digest image, String imageName, boolean restarted) {

  /** The names that its image has now; else the one that it had. */
  public List<String> names(Map<Digest, List<String>> images) {
    List<String> names = images.getOrDefault(image, List.of());
    return names.isEmpty() ? List.of(imageName) : names;
  }
}
