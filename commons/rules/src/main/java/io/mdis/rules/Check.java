package io.mdis.rules;

import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;

/**
 * What is said of something that no pattern finds but code: the same as a {@link Rule} says,
 * without how it is found.
 *
 * @param id lower case with dashes, unique in its set
 * @param severity of what it finds; code may lower it and says why
 * @param title what it is, in a few words
 * @param reason why it matters
 * @param remedy what to do
 * @param technique MITRE ATT&amp;CK techniques; may be empty
 * @param attributes its other keys, for the dimension that knows them
 */
public record Check(
    String id,
    Severity severity,
    String title,
    String reason,
    String remedy,
    List<String> technique,
    Map<String, Object> attributes) {

  /** Copies the collections. */
  public Check {
    technique = List.copyOf(technique);
    attributes = Map.copyOf(attributes);
  }
}
