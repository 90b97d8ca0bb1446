package io.mdis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeywordsTest {

  @Test
  void findsWordsInsideOfWordsAndInAnyCase() {
    assertThat(hits(List.of("he", "she", "his", "hers"), "uSHErs", 3))
        .containsExactlyInAnyOrder("she@4", "he@4", "hers@6");
  }

  @Test
  void bytesAreBytes() {
    Keywords keywords = new Keywords(List.of(new byte[] {(byte) 0xff, 0, 'A'}));
    List<Integer> ends = new ArrayList<>();
    byte[] bytes = {1, (byte) 0xff, 0, 'a', (byte) 0xff, 0, 'A', (byte) 0xdf, 0, 'A'};
    keywords.scan(bytes, 0, bytes.length, keywords.start(), (word, end) -> ends.add(end));
    assertThat(ends).containsExactly(4, 7);
  }

  @Property
  void findsWhatSearchingFindsWhereverTheTextIsCut(
      @ForAll @Size(min = 1, max = 6)
          List<@StringLength(min = 1, max = 4) @CharRange(from = 'a', to = 'c') String> words,
      @ForAll @StringLength(max = 40) @CharRange(from = 'A', to = 'C') String text,
      @ForAll @IntRange(min = 0, max = 40) int cut) {
    List<String> distinct = words.stream().distinct().toList();
    List<String> expected = new ArrayList<>();
    for (String word : distinct) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        expected.add(word + "@" + (at + word.length()));
      }
    }
    assertThat(hits(distinct, text, cut)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Long enough words for only what is near a gram of one to be read. */
  @Property
  void findsWhatSearchingFindsInTextsThatAreMostlyOther(
      @ForAll @Size(min = 1, max = 6)
          List<@StringLength(min = 3, max = 12) @CharRange(from = 'a', to = 'c') String> words,
      @ForAll @Size(max = 12)
          List<@StringLength(max = 14) @CharRange(from = 'A', to = 'D') String> pieces,
      @ForAll @IntRange(min = 0, max = 40) int between,
      @ForAll @IntRange(min = 0, max = 700) int cut) {
    String gap = "-".repeat(between);
    String text = String.join(gap, words) + gap + String.join(gap, pieces) + words.getFirst();
    findsWhatSearchingFindsWhereverTheTextIsCut(words, text, cut);
  }

  private static List<String> hits(List<String> words, String text, int cut) {
    Keywords keywords =
        new Keywords(words.stream().map(w -> w.getBytes(StandardCharsets.US_ASCII)).toList());
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    List<String> hits = new ArrayList<>();
    Keywords.Hits collect = (word, end) -> hits.add(words.get(word) + "@" + end);
    int middle = Math.min(cut, bytes.length);
    int state = keywords.scan(bytes, 0, middle, keywords.start(), collect);
    keywords.scan(bytes, middle, bytes.length, state, collect);
    return hits;
  }
}
