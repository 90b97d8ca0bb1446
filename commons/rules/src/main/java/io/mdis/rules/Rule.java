package io.mdis.rules;

import com.google.re2j.Pattern;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;

/**
 * What to look for and what to say of it.
 *
 * @param id lower case with dashes, unique in its set
 * @param severity of a match
 * @param title what it is, in a few words
 * @param reason why it matters
 * @param remedy what to do
 * @param technique MITRE ATT&amp;CK techniques, such as {@code T1552.001}; may be empty
 * @param keywords of which one must be near for the pattern to be tried; a character is a byte
 * @param caseSensitive whether keywords are meant as written; else ASCII letters match in both
 *     cases
 * @param pattern in re2's syntax over bytes as ISO-8859-1 characters; {@code ^} and {@code $} are
 *     the ends of a line
 * @param startsWithKeyword whether a match begins where a keyword does, which is much faster to try
 * @param window bytes that a match may reach from a keyword, in both directions
 * @param examples what must and must not match
 * @param attributes the rule's other keys, for the dimension that knows them
 */
public record Rule(
    String id,
    Severity severity,
    String title,
    String reason,
    String remedy,
    List<String> technique,
    List<String> keywords,
    boolean caseSensitive,
    Pattern pattern,
    boolean startsWithKeyword,
    int window,
    Examples examples,
    Map<String, Object> attributes) {

  /** Bytes of {@link #window} when a rule says nothing. */
  public static final int DEFAULT_WINDOW = 256;

  /** Largest window; files up to it are seen whole by a rule that has it. */
  public static final int MAX_WINDOW = 64 << 10;

  /** Copies the collections. */
  public Rule {
    technique = List.copyOf(technique);
    keywords = List.copyOf(keywords);
    attributes = Map.copyOf(attributes);
  }

  /**
   * Texts that show what a rule means; one that begins with {@code hex:} is bytes in hexadecimal.
   *
   * @param match each is found
   * @param clean none is found
   */
  public record Examples(List<String> match, List<String> clean) {
    /** Copies the lists. */
    public Examples {
      match = List.copyOf(match);
      clean = List.copyOf(clean);
    }
  }
}
