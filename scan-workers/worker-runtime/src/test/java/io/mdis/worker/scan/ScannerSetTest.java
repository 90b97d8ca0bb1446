package io.mdis.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.worker.FakeScanner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScannerSetTest {
  private static Scanner scanner(String dimension) {
    return new FakeScanner(dimension, "1", Scanner.Needs.IMAGE_CONFIG, false, context -> null);
  }

  @Test
  void allInTheOrderOfTheirNames() {
    List<Scanner> all = List.of(scanner("secret"), scanner("history"));
    assertThat(ScannerSet.of(all, Optional.empty()))
        .extracting(Scanner::dimension)
        .containsExactly("history", "secret");
  }

  @Test
  void onlyThoseThatAreWanted() {
    List<Scanner> all = List.of(scanner("secret"), scanner("history"));
    assertThat(ScannerSet.of(all, Optional.of(Set.of("secret"))))
        .extracting(Scanner::dimension)
        .containsExactly("secret");
  }

  @Test
  void refusesTwoOfOneDimension() {
    List<Scanner> all = List.of(scanner("secret"), scanner("secret"));
    assertThatThrownBy(() -> ScannerSet.of(all, Optional.empty()))
        .hasMessage("two scanners for the dimension secret: remove one");
  }

  @Test
  void refusesADimensionThatNobodyScans() {
    List<Scanner> all = List.of(scanner("secret"));
    assertThatThrownBy(() -> ScannerSet.of(all, Optional.of(Set.of("malwear"))))
        .hasMessage("no scanner for the dimensions [malwear]: there are [secret]");
  }
}
