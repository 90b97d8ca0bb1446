package io.mdis.measurement.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.fixtures.StoreBackup;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.LayerTar;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.image.PushedImage;
import io.mdis.measurement.image.PushedImageMeasurement;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An Alpine image with two more layers in a real Docker, tampered with in every way that is known:
 * each is detected and named by its check, and undone the image is trusted again.
 */
class TamperingIT {
  private static final Path IMAGES = Path.of(System.getProperty("mdis.shared.data"), "images");

  private static final int SECONDS = 120;

  @TempDir static Path folder;
  private static Dockerd dockerd;
  private static DockerLayerDb db;
  private static HashPool pool;
  private static PushedImage pushed;
  private static Verification verification;
  private static HostImage clean;

  @BeforeAll
  static void loadAndMeasureOnBothSides() throws Exception {
    Path alpine = IMAGES.resolve("alpine-310.tar.gz");
    assumeTrue(Files.exists(alpine), "needs the shared Alpine images");
    assumeTrue(Commands.available("setfattr"), "needs setfattr (Debian package attr)");
    dockerd = Dockerd.start(folder, "overlay2");
    byte[] base = layerOf(alpine);
    byte[] middle = new LayerTar().dir("o").file("o/f", "file").hardLink("o/g", "o/f").bytes();
    byte[] top = new LayerTar().dir("usr").file("usr/t", "top").file("etc/.wh.motd", "").bytes();
    Path archive =
        SavedImage.write(folder.resolve("image.tar"), "t/t:1", List.of(base, middle, top));
    assertThat(dockerd.run("load", "--input", archive.toString()).code()).isZero();
    LayerStore store = new LayerStore(folder.resolve("store"), 1L << 30, LayerLimits.DEFAULT);
    Path lists = Files.createDirectory(folder.resolve("pushed"));
    try (var image = Archives.open(archive)) {
      pushed =
          new PushedImageMeasurement(store, new TarMeasurement(folder, MeasurementLimits.DEFAULT))
              .measure(image, lists);
    }
    db = DockerLayerDb.open(dockerd.data());
    pool = HashPool.ofProcessors();
    clean = measure("clean");
    verification =
        new Verification(
            pushed.measurement(),
            pushed.layers().stream().map(layer -> layer.manifest()).toList(),
            clean.layers().stream().map(HostLayer::pin).toList());
  }

  @AfterAll
  static void stop() throws Exception {
    if (db != null) {
      db.close();
      pool.close();
    }
    if (dockerd != null) {
      dockerd.close();
    }
  }

  @Test
  void bothSidesAgree() throws Exception {
    assertThat(clean.breaches()).isEmpty();
    assertThat(clean.measurement()).isEqualTo(pushed.measurement());
    assertThat(clean.measurement().trust()).isEqualTo(pushed.measurement().trust());
    assertThat(verification.of(measure("again"))).isEmpty();
  }

  @Test
  void contentOfTheSameSizeAndTime() throws Exception {
    tampered(
        "touch -r etc/alpine-release ../t; printf EVIL | dd of=etc/alpine-release conv=notrunc;"
            + " touch -r ../t etc/alpine-release; rm ../t",
        0,
        Check.FILES,
        "CHANGED etc/alpine-release: CONTENT");
  }

  @Test
  void files() throws Exception {
    tampered("echo evil > usr/bin/evil", 0, Check.FILES, "ADDED usr/bin/evil");
    tampered("rm etc/issue", 0, Check.FILES, "REMOVED etc/issue");
    tampered("chmod u+s bin/busybox", 0, Check.FILES, "bin/busybox: MODE 0755 → 4755");
    tampered("chown 7 bin/busybox", 0, Check.FILES, "OWNER 0 → 7");
    tampered("chgrp 8 bin/busybox", 0, Check.FILES, "GROUP 0 → 8");
    tampered("touch -d 2001-01-01 bin/busybox", 0, Check.FILES, "bin/busybox: MTIME");
    tampered("ln -sfT /bin/evil bin/sh; chown -h 0:0 bin/sh", 0, Check.FILES, "bin/sh: ");
    tampered("cp -p o/f o/x; mv o/x o/g", 1, Check.FILES, "CHANGED o/g: TYPE HARD_LINK → FILE");
    tampered("mknod etc/shadow c 0 0", 2, Check.FILES, "ADDED etc/shadow");
    tampered("rm etc/motd", 2, Check.FILES, "REMOVED etc/motd");
    tampered("ln o/f ../outside", 1, Check.OUTSIDE_LINK, "o/f has a name outside", "rm ../outside");
  }

  @Test
  void attributes() throws Exception {
    tampered(
        "setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 bin/busybox",
        0,
        Check.FILES,
        "XATTR security.capability");
    tampered("setfattr -n trusted.overlay.opaque -v y usr", 2, Check.FILES, "CHANGED usr: OPAQUE");
    tampered(
        "setfattr -n trusted.overlay.redirect -v /etc usr",
        2,
        Check.FILES,
        "XATTR trusted.overlay.redirect");
    tampered(
        "setfattr -n trusted.overlay.metacopy usr/t", 2, Check.FILES, "trusted.overlay.metacopy");
    tampered("setfattr -n trusted.overlay.origin -v 0x00 usr", 2, Check.PIN, "overlay attributes");
    tampered("chmod 700 .", 1, Check.DIFF_ROOT, "0700 0:0", "chmod 755 .");
  }

  @Test
  void structure() throws Exception {
    String evil = clean.layers().get(1).pin().cacheId();
    String link = "../../l/" + clean.layers().get(0).pin().link();
    tampered("ln -sfT ../" + evil + "/diff " + link, 0, Check.SHORT_LINK, "must be");
    tampered("rm " + link, 0, Check.SHORT_LINK, "no such file");
    tampered("sed -i 's/:.*//' ../lower", 2, Check.LOWER, "lower is");
    tampered("echo " + "A".repeat(26) + " > ../link", 1, Check.SHORT_LINK, "no such file");
    tampered("echo ../../etc > ../link", 1, Check.LINK, "link is no short name");
    tampered("cp ../../" + evil + "/link ../link", 2, Check.LINK, "that of layer 1 too");
    String bind = "mkdir ../../x; mount --bind ../../x ";
    tampered(bind + "etc", 0, Check.MOUNT, "/diff/etc is mounted", "umount etc; rmdir ../../x");
    tampered(
        bind + "$PWD", 0, Check.MOUNT, "/diff is mounted", "cd /; umount $D; rmdir $D/../../x");
  }

  @Test
  void layerDatabase() throws Exception {
    String layers = "../../../image/overlay2/layerdb/sha256/";
    String one = layers + pushed.measurement().layers().get(1).metadata().chainId().hex();
    String two = layers + pushed.measurement().layers().get(2).metadata().chainId().hex();
    String swap =
        "cp "
            + one
            + "/cache-id ../c; cp "
            + two
            + "/cache-id "
            + one
            + "/cache-id; mv ../c "
            + two
            + "/cache-id";
    tampered(swap, 1, Check.FILES, "REMOVED o", swap);
    tampered(swap, 2, Check.LOWER, "", swap);
    tampered("cp " + two + "/cache-id " + one + "/cache-id", 2, Check.CACHE_ID, "layer 1 too");
    tampered("echo -n sha256:0 > " + one + "/diff", 1, Check.DIFF_ID, "sha256:0");
    tampered("echo -n sha256:0 > " + one + "/parent", 1, Check.PARENT, "sha256:0");
    tampered("echo -n 1 > " + one + "/size", 1, Check.PIN, "size: ");
    String config =
        "../../../image/overlay2/imagedb/content/sha256/" + pushed.measurement().imageId().hex();
    tampered("echo ' ' >> " + config, Breach.IMAGE, Check.IMAGE_CONFIG, "the configuration of");
    tampered(
        "find . -mindepth 1 -delete; mkdir bin; echo evil > bin/sh",
        0,
        Check.FILES,
        "REMOVED bin/ash");
  }

  @Test
  void tarSplitWitnessesTheOriginalTar() throws Exception {
    for (int i = 0; i < clean.layers().size(); i++) {
      TarSplitWitness witness = witness(i);
      assertThat(witness.problem()).isEmpty();
      assertThat(witness.files()).contains(clean.layers().get(i).measurement().files());
    }
    Path file = diff(0).resolve("etc/alpine-release");
    byte[] was = Files.readAllBytes(file);
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, "EVIL\n");
    assertThat(witness(0).problem()).contains("etc/alpine-release is shorter");
    Files.writeString(file, "3.10.4-and-longer\n");
    assertThat(witness(0).problem()).contains("etc/alpine-release is longer");
    Files.writeString(file, "9.99.9\n");
    assertThat(witness(0).problem()).contains("the tar has digest");
    Files.write(file, was);
    Files.setLastModifiedTime(file, time);
    assertThat(witness(0).problem()).isEmpty();
  }

  private static void tampered(String command, int layer, Check check, String named)
      throws Exception {
    tampered(command, layer, check, named, "");
  }

  /** Runs a command in a layer's directory, looks, and puts everything back. */
  private static void tampered(String command, int layer, Check check, String named, String undo)
      throws Exception {
    Path diff = diff(Math.max(layer, 0));
    AutoCloseable back = undo.isEmpty() ? StoreBackup.of(dockerd.data()) : () -> shell(diff, undo);
    try (back) {
      shell(diff, command);
      List<Breach> breaches = verification.of(measure("tampered"));
      assertThat(breaches)
          .as(command)
          .anySatisfy(
              breach -> {
                assertThat(breach.check()).isEqualTo(check);
                assertThat(breach.layer()).isEqualTo(layer);
                assertThat(breach.message() + breach.differences()).contains(named);
              });
      Set<Integer> others = new TreeSet<>();
      breaches.forEach(breach -> others.add(breach.layer()));
      assertThat(others).as(command).contains(layer);
    }
    assertThat(verification.of(measure("undone"))).as("undone: " + command).isEmpty();
  }

  private static void shell(Path diff, String command) throws Exception {
    String script = "D='" + diff + "'; cd \"$D\" || exit 1; { " + command + "; } 2>&1";
    Commands.Result result = Commands.result(SECONDS, List.of("bash", "-c", script));
    assertThat(result.code()).as(command + ": " + result.output()).isZero();
  }

  private static TarSplitWitness witness(int layer) {
    var metadata = pushed.measurement().layers().get(layer).metadata();
    return TarSplitWitness.of(
        db,
        metadata.chainId(),
        metadata.diffId(),
        new TarMeasurement(folder, MeasurementLimits.DEFAULT),
        folder.resolve("witness"));
  }

  private static HostImage measure(String name) throws Exception {
    Path lists = folder.resolve("lists-" + name);
    Files.createDirectories(lists);
    return new HostImageMeasurement(db, new HostMeasurement(pool))
        .measure(pushed.measurement().imageId(), MountTable.ofSelf(), lists);
  }

  private static Path diff(int layer) {
    return dockerd
        .data()
        .resolve("overlay2/" + clean.layers().get(layer).pin().cacheId() + "/diff");
  }

  /** The layer's tar of an archive that {@code docker save} wrote with one layer. */
  private static byte[] layerOf(Path archive) throws Exception {
    Path plain = folder.resolve("alpine.tar");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      Files.copy(in, plain);
    }
    try (var image = Archives.open(plain);
        var store =
            new LayerStore(folder.resolve("alpine"), 1L << 30, LayerLimits.DEFAULT)
                .acquire(image.layers().getFirst());
        InputStream tar = store.tar()) {
      return tar.readAllBytes();
    } finally {
      Files.delete(plain);
    }
  }
}
