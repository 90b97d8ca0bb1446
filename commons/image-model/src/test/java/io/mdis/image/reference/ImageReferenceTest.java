package io.mdis.image.reference;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "alpine,                          docker.io/library/alpine:latest",
    "alpine:3.10,                     docker.io/library/alpine:3.10",
    "library/alpine,                  docker.io/library/alpine:latest",
    "grafana/loki:2.9.0,              docker.io/grafana/loki:2.9.0",
    "docker.io/alpine,                docker.io/library/alpine:latest",
    "index.docker.io/library/alpine,  docker.io/library/alpine:latest",
    "localhost/a,                     localhost/a:latest",
    "localhost:5000/a/b/c:1,          localhost:5000/a/b/c:1",
    "127.0.0.1:5000/a,                127.0.0.1:5000/a:latest",
    "[::1]:5000/a:1,                  '[::1]:5000/a:1'",
    "harbor.example.org/p/r_x__y-z.w, harbor.example.org/p/r_x__y-z.w:latest",
    "a:_Tag.1-2,                      docker.io/library/a:_Tag.1-2",
  })
  void goodReferencesAreFilledIn(String text, String expected) throws ImageException {
    assertThat(ImageReference.parse(text)).hasToString(expected);
  }

  @Test
  void aDigestGoesBeforeATag() throws ImageException {
    ImageReference both = ImageReference.parse("h:1/a:2@sha256:" + HEX);
    assertThat(both.selector()).isEqualTo("sha256:" + HEX);
    assertThat(both).hasToString("h:1/a:2@sha256:" + HEX);
    assertThat(ImageReference.parse("h.x/a@sha256:" + HEX).tag()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a/B",
        "alpine:",
        "alpine@",
        "alpine@sha256:12",
        "alpine@md5:0123",
        "../etc/passwd",
        "a/../b",
        "a//b",
        "/a",
        "a/",
        "a..b/c/d",
        "a___b",
        "-a",
        "a-",
        "h.x:0/a",
        "h.x:65536/a",
        "h.x:port/a",
        "http://h.x/a",
        "h.x/a?x=1",
        "h.x/a#b",
        "h.x/a:b c",
        "h.x/a\u0000",
        "h.x/\u00e4",
        "user@h.x/a",
        "h.x/a:-tag",
        "h..x/a/b",
      })
  void badReferencesAreRefused(String text) {
    assertProblem(ImageProblem.MALFORMED_REFERENCE, () -> ImageReference.parse(text));
  }

  @Test
  void lengthsAreBounded() throws ImageException {
    String tag = "t".repeat(128);
    assertThat(ImageReference.parse("a:" + tag).tag()).isEqualTo(tag);
    assertProblem(ImageProblem.MALFORMED_REFERENCE, () -> ImageReference.parse("a:t" + tag));
    assertProblem(
        ImageProblem.MALFORMED_REFERENCE, () -> ImageReference.parse("h.x/" + "a".repeat(256)));
    assertProblem(
        ImageProblem.MALFORMED_REFERENCE, () -> ImageReference.parse("a/".repeat(1_000_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "h.x/../,      a,     1",
    "h.x,          ../a,  1",
    "h.x,          a,     ../1",
    "h.x/evil,     a,     1",
    "u:p@h.x,      a,     1",
  })
  void partsFromElsewhereAreCheckedToo(String registry, String repository, String tag) {
    assertProblem(
        ImageProblem.MALFORMED_REFERENCE, () -> ImageReference.of(registry, repository, tag, null));
  }
}
