package io.mdis.measurement.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.image.tar.TarLimits;
import io.mdis.measurement.Corpus;
import io.mdis.measurement.LayerTar;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tree.Comparison;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarMeasurementTest {
  @TempDir Path folder;

  @Test
  void theWorkedExampleHolds() throws IOException {
    LayerTar tar = new LayerTar().dir("a").file("a/.wh.x", "").file(".wh.b", "");
    assertThat(value(tar.bytes()).hex())
        .startsWith("e2f8f668db0a2931")
        .endsWith("eea7993c251e".substring(2));
    assertThat(value(new LayerTar().bytes()).hex()).startsWith("86aed2786ed8e0b9");
  }

  @Test
  void everyOrderOfEntriesGivesTheSameValue() throws IOException {
    LayerTar tar =
        new LayerTar().mode(0700).owner(1, 2).dir("d").dir("d/e").file("d/.wh..wh..opq", "");
    tar.file("d/e/f", "f").file("d/.wh.gone", "").symlink("d/s", "e").file("d-x", "x").mode(04755);
    tar.xattr("security.capability", Corpus.CAPABILITY).file("d/e/ping", "p").file("\u00ff", "n");
    tar.device("dev", '4', 8, 1).entry("pipe", '6', "", new byte[0]);
    Sha384 expected = value(tar.bytes());
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<byte[]> entries = new ArrayList<>(tar.entries());
      Collections.shuffle(entries, random);
      assertThat(value(LayerTar.join(entries))).as("order %d", i).isEqualTo(expected);
    }
  }

  @Test
  void theNameOfAHardLinkThatComesFirstInTheTarDoesNotMatter() throws IOException {
    LayerTar one = new LayerTar().file("a", "x").hardLink("b", "a").hardLink("c", "b");
    LayerTar other = new LayerTar().file("c", "x").hardLink("a", "c").hardLink("b", "a");
    assertThat(value(one.bytes())).isEqualTo(value(other.bytes()));
  }

  @Test
  void everyChangedAttributeGivesAnotherValueAndIsNamed() throws IOException {
    changed(tar -> tar.mode(0600).file("f", "x"), "MODE 0644 → 0600");
    changed(tar -> tar.owner(1, 0).file("f", "x"), "OWNER 0 → 1");
    changed(tar -> tar.owner(0, 1).file("f", "x"), "GROUP 0 → 1");
    changed(tar -> tar.time(5).file("f", "x"), "MTIME 1500000000 → 5");
    changed(tar -> tar.file("f", "y"), "CONTENT ");
    changed(tar -> tar.file("f", "xx"), "SIZE 1 → 2");
    changed(tar -> tar.xattr("trusted.t", "\u0001").file("f", "x"), "trusted.t=0x01");
    changed(tar -> tar.symlink("f", "x"), "TYPE FILE → SYMLINK");
    changed(tar -> tar.dir("f"), "TYPE FILE → DIRECTORY");
    changed(tar -> tar.entry("f", '6', "", new byte[0]), "TYPE FILE → FIFO");
    changed(tar -> tar.file(".wh.f", ""), "TYPE FILE → WHITEOUT");
    changed(tar -> tar.file("F", "x"), "REMOVED f");
    changed(tar -> tar.file("F", "x"), "ADDED F");
    changed(tar -> tar.file("f", "x").file("g", ""), "ADDED g");
  }

  @Test
  void theTarMustBeTheOneThatTheImageNames() {
    byte[] tar = new LayerTar().file("f", "x").bytes();
    assertThatThrownBy(
            () ->
                measurement(MeasurementLimits.DEFAULT)
                    .measure(
                        new ByteArrayInputStream(tar),
                        Digest.sha256("0".repeat(64)),
                        folder.resolve("m")))
        .isInstanceOfSatisfying(
            MeasurementException.class,
            e -> assertThat(e.problem()).isEqualTo(MeasurementProblem.DIFF_ID_MISMATCH));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hostileTarsHaveNoValue() {
    refused(new LayerTar().symlink("a", "b").symlink("b", "a").file("a/f", ""), "no directory");
    refused(new LayerTar().file("f", "").file("f/g", ""), "no directory");
    refused(new LayerTar().hardLink("a", "a"), "no file of this layer");
    refused(new LayerTar().hardLink("a", "../../etc/passwd"), "leads through etc");
    refused(new LayerTar().file("d/.wh...", ""), "removes nothing");
    refused(new LayerTar().file("d/x", "").symlink("d", "y"), "replaced within the layer");
    refused(new LayerTar().entry("q", 'Q', "", new byte[0]), "unknown type");
    refused(new LayerTar().file("/", "x"), "root is not a directory");
    refused(sparse("9".repeat(18), "0,1"), "larger than allowed");
    refused(sparse("10", "0,5,3,5"), "overlap");
    refused(sparse("10", "0,11"), "beyond its size");
    refused(sparse("10", "0,-1"), "isn't a number");
    refused(sparse("10", "0"), "odd list");
    refused(sparse("10", "0,9"), "shorter than its pieces");
    refused(sparse("10", ""), "longer than its pieces");
    String loop = "l/".repeat(400) + "x";
    refused(new LayerTar().pax("linkpath", loop).symlink("l", "x").file("l/f", ""), "too many");
    String far = "../l/".repeat(20) + "x";
    refused(new LayerTar().pax("linkpath", far).symlink("l", "x").file("l/f", ""), "no directory");
  }

  @Test
  void limitsHold() {
    var few = new MeasurementLimits(new TarLimits(2, 10), 1L << 30, 1L << 20);
    limit(few, new LayerTar().file("a", "").file("b", "").file("c", ""), "more than 2 entries");
    var small = new MeasurementLimits(TarLimits.DEFAULT, 2000, 1L << 20);
    limit(small, new LayerTar().file("a", "a".repeat(4000)), "larger");
    var unlinked = new MeasurementLimits(TarLimits.DEFAULT, 1L << 30, 100);
    limit(unlinked, new LayerTar().symlink("a", "b".repeat(90)), "links of the layer");
  }

  @Test
  void cutOrBrokenTarsEndInAnErrorOrAValueButNeverOtherwise() throws IOException {
    Random random = new Random(11);
    for (LayerTar tar : Corpus.loadable().values()) {
      byte[] good = tar.bytes();
      for (int i = 0; i < 40; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        if (i % 4 == 0) {
          bad = java.util.Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        try {
          value(bad);
        } catch (IOException e) {
          assertThat(e).isInstanceOf(MeasurementException.class);
        }
      }
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatActsUponOverlayfsIsRemarked() throws IOException {
    LayerTar tar = new LayerTar().xattr("trusted.overlay.redirect", "/etc").dir("usr");
    TarMeasure measure =
        measurement(MeasurementLimits.DEFAULT)
            .measure(new ByteArrayInputStream(tar.bytes()), null, folder.resolve("m"));
    assertThat(measure.remarks()).hasToString("[Remark[kind=OVERLAY_ATTRIBUTE, path=usr]]");
    assertThat(measure.loadable()).isTrue();
  }

  private void changed(UnaryOperator<LayerTar> change, String named) throws IOException {
    TarMeasurement measurement = measurement(MeasurementLimits.DEFAULT);
    byte[] was = new LayerTar().file("f", "x").bytes();
    byte[] is = change.apply(new LayerTar()).bytes();
    TarMeasure left = measurement.measure(new ByteArrayInputStream(was), null, folder.resolve("l"));
    TarMeasure right = measurement.measure(new ByteArrayInputStream(is), null, folder.resolve("r"));
    assertThat(left.manifest().files()).isNotEqualTo(right.manifest().files());
    assertThat(Comparison.of(left.manifest(), right.manifest(), 9).differences().toString())
        .contains(named);
  }

  private void refused(LayerTar tar, String why) {
    limit(MeasurementLimits.DEFAULT, tar, why);
  }

  private void limit(MeasurementLimits limits, LayerTar tar, String why) {
    assertThatThrownBy(
            () ->
                measurement(limits)
                    .measure(new ByteArrayInputStream(tar.bytes()), null, folder.resolve("m")))
        .isInstanceOf(MeasurementException.class)
        .hasMessageContaining(why);
    assertThat(folder).isEmptyDirectory();
  }

  private static LayerTar sparse(String size, String map) {
    return new LayerTar()
        .pax("GNU.sparse.size", size)
        .pax("GNU.sparse.map", map)
        .file("s", "12345678");
  }

  private Sha384 value(byte[] tar) throws IOException {
    Path manifest = folder.resolve("m");
    try {
      return measurement(MeasurementLimits.DEFAULT)
          .measure(new ByteArrayInputStream(tar), null, manifest)
          .manifest()
          .files();
    } finally {
      Files.deleteIfExists(manifest);
    }
  }

  private TarMeasurement measurement(MeasurementLimits limits) {
    return new TarMeasurement(folder, limits);
  }
}
