package io.mdis.standalone.e2e;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.CraftedImage.Layer;
import io.mdis.fixtures.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Images that want to harm whoever looks into them. */
final class HostileImages {
  private static final String PACKAGES = "P:musl\nV:1.1.22-r2\nA:x86_64\n\n";

  private HostileImages() {}

  /** The layer of a small Alpine with one package that has one known vulnerability. */
  static Layer alpine() {
    return Layer.plain(alpineFiles().bytes());
  }

  static TarWriter alpineFiles() {
    return new TarWriter()
        .file("etc/os-release", "ID=alpine\nVERSION_ID=3.10.9\n")
        .file("lib/apk/db/installed", PACKAGES);
  }

  static Layer namesThatWantOut() {
    return Layer.plain(
        new TarWriter()
            .file("../../../../tmp/mdis-was-here", "x")
            .file("/tmp/mdis-was-here", "x")
            .file("etc/../../tmp/mdis-was-here", "x")
            .bytes());
  }

  /** The package database is the host's list of passwords, if one follows the link there. */
  static CraftedImage linkToTheHost() {
    return CraftedImage.of(
        Layer.plain(
            new TarWriter()
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.10.9\n")
                .link("lib/apk/db/installed", "/etc/shadow")
                .bytes()));
  }

  static CraftedImage linksInACircle() {
    return CraftedImage.of(
        Layer.plain(
            new TarWriter()
                .link("etc/os-release", "/etc/a")
                .link("etc/a", "b")
                .link("etc/b", "/etc/os-release")
                .bytes()));
  }

  /** 10 GiB of zeros in 10 MB: gzip members may follow one another (RFC 1952, 2.2). */
  static Layer tenGigabytesOfZeros() throws IOException {
    byte[] zeros = new byte[64 << 20];
    byte[] member = gzip(zeros);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] header = TarWriter.header("zeros", 160L << 26);
    bomb.writeBytes(gzip(header));
    for (int i = 0; i < 160; i++) {
      bomb.writeBytes(member);
    }
    return Layer.gzipped(bomb.toByteArray(), digestOf("whatever it is"));
  }

  /** A million files without content; the diffID is computed while they are written. */
  static Layer aMillionFiles() throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    MessageDigest hash = sha256();
    try (OutputStream tar = new DigestOutputStream(new GZIPOutputStream(stored, 1 << 16), hash)) {
      for (int i = 0; i < 1_000_000; i++) {
        tar.write(TarWriter.header(String.format(Locale.ROOT, "many/%07d", i), 0));
      }
      tar.write(new byte[1024]);
    }
    return Layer.gzipped(
        stored.toByteArray(), Digest.sha256(HexFormat.of().formatHex(hash.digest())));
  }

  static Digest digestOf(String text) {
    return CraftedImage.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(stored, 1 << 16)) {
      gzip.write(bytes);
    }
    return stored.toByteArray();
  }
}
