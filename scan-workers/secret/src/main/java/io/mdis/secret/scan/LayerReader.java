package io.mdis.secret.scan;

import io.mdis.content.ArchiveMember;
import io.mdis.content.ArchiveMembers;
import io.mdis.content.FileKind;
import io.mdis.content.LayerFile;
import io.mdis.content.LayerWalk;
import io.mdis.content.LeftOut;
import io.mdis.content.Utf16;
import io.mdis.contracts.ScanReason;
import io.mdis.image.layer.Layer;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.PathKind;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretSource;
import io.mdis.secret.keystore.KeyFiles;
import io.mdis.secret.password.PasswordFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Looks through the files of one layer. Text is searched; archives are opened, but for those that
 * others wrote for everybody; key stores and certificates are read. Programs are left alone unless
 * asked for: their strings are mostly those of libraries, and tests of cryptography among them look
 * like keys.
 */
final class LayerReader {
  private final SecretDetector detector;
  private final KeyFiles keys;
  private final PasswordFiles passwords;
  private final SecretOptions options;

  LayerReader(
      SecretDetector detector, KeyFiles keys, PasswordFiles passwords, SecretOptions options) {
    this.detector = detector;
    this.keys = keys;
    this.passwords = passwords;
    this.options = options;
  }

  /** Reads a layer; throws InterruptedIOException when interrupted. */
  LayerSecrets read(Layer layer) throws IOException {
    LayerGathering gathered = new LayerGathering();
    UnpackedPackages unpacked = new UnpackedPackages(layer);
    new LayerWalk(options.threads())
        .run(
            layer,
            e -> e.size() > 0,
            file -> isWanted(file, gathered),
            file -> look(file, unpacked, gathered));
    return gathered.result();
  }

  private boolean isWanted(LayerFile file, LayerGathering gathered) {
    FileKind kind = file.kind();
    boolean wanted =
        kind.isText()
            || kind.isArchive()
            || (options.programs() && kind.isProgram())
            || keys.isCandidate(file.entry().path(), kind, file.head(), file.entry().size());
    if (!wanted) {
      gathered.skip(NotSearched.of(kind));
    }
    return wanted;
  }

  private void look(LayerFile file, UnpackedPackages unpacked, LayerGathering gathered)
      throws IOException {
    String path = file.entry().path();
    FileKind kind = file.kind();
    if (kind.isArchive()) {
      archive(file, unpacked, gathered);
      return;
    }
    List<CheckHit> checks = List.of();
    if (keys.isCandidate(path, kind, file.head(), file.entry().size())) {
      try (InputStream in = file.open()) {
        checks = keys.read(path, kind, in);
      }
    } else if (kind.isText() && passwords.isCandidate(path)) {
      try (InputStream in = file.open()) {
        checks = passwords.read(path, in);
      }
    }
    FileSecrets secrets = FileSecrets.NONE;
    if (kind.isText()) {
      try (InputStream in = Utf16.asUtf8(file.open(), file.head(), file.head().length)) {
        secrets = detector.find(in, SecretSource.text(path));
      }
    } else if (kind.isProgram()) {
      try (InputStream in = file.open()) {
        secrets = detector.find(in, SecretSource.binary(path));
      }
    }
    boolean hostKey = checks.stream().anyMatch(check -> check.check().equals("ssh-host-key"));
    gathered.add(path, path, hostKey ? FileSecrets.NONE : secrets, checks);
  }

  private void archive(LayerFile file, UnpackedPackages unpacked, LayerGathering gathered)
      throws IOException {
    String path = file.entry().path();
    if (PathKind.of(path).remote()) {
      gathered.skip(NotSearched.PUBLISHED_ARCHIVES);
      return;
    }
    if (unpacked.contains(file)) {
      gathered.skip(NotSearched.UNPACKED_PACKAGES);
      return;
    }
    List<LeftOut> leftOut =
        new ArchiveMembers(options.archives())
            .visit(file, (member, content) -> member(path, member, content, gathered));
    for (LeftOut part : leftOut) {
      gathered.leaveOut(new ScanReason(part.code(), part.message()));
    }
  }

  private void member(
      String file, ArchiveMember member, InputStream content, LayerGathering gathered)
      throws IOException {
    if (member.kind().isText()) {
      InputStream text = Utf16.asUtf8(content, member.head(), member.head().length);
      FileSecrets secrets = detector.find(text, SecretSource.text(member.path()));
      gathered.add(member.path(), file, secrets, List.of());
    } else if (keys.isCandidate(member.path(), member.kind(), member.head(), 1)) {
      List<CheckHit> checks = keys.read(member.path(), member.kind(), content);
      gathered.add(member.path(), file, FileSecrets.NONE, checks);
    }
  }
}
