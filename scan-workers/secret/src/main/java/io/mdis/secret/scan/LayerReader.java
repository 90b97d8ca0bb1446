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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks through the files of one layer. Text is searched; archives are opened, but for those that
 * others wrote for everybody; key stores and certificates are read. Programs are left alone unless
 * asked for: their strings are mostly those of libraries, and tests of cryptography among them look
 * like keys.
 */
final class LayerReader {
  private static final int MAX_HOLDERS = 5_000;
  private static final int MAX_LEFT_OUT = 100;

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
    Gathered gathered = new Gathered();
    new LayerWalk(options.threads())
        .run(layer, e -> e.size() > 0, this::isWanted, file -> look(file, gathered));
    return gathered.result();
  }

  private boolean isWanted(LayerFile file) {
    FileKind kind = file.kind();
    return kind.isText()
        || kind.isArchive()
        || kind == FileKind.KEY_STORE
        || kind == FileKind.BINARY
        || (options.programs() && kind.isProgram());
  }

  private void look(LayerFile file, Gathered gathered) throws IOException {
    String path = file.entry().path();
    FileKind kind = file.kind();
    if (kind.isArchive()) {
      archive(file, gathered);
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

  private void archive(LayerFile file, Gathered gathered) throws IOException {
    String path = file.entry().path();
    if (PathKind.of(path).remote()) {
      return;
    }
    List<LeftOut> leftOut =
        new ArchiveMembers(options.archives())
            .visit(file, (member, content) -> member(path, member, content, gathered));
    for (LeftOut part : leftOut) {
      gathered.leaveOut(new ScanReason(part.code(), part.message()));
    }
  }

  private void member(String file, ArchiveMember member, InputStream content, Gathered gathered)
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

  /** What several threads find. */
  private static final class Gathered {
    private final List<LayerSecrets.Holder> holders = new ArrayList<>();
    private final List<ScanReason> leftOut = new ArrayList<>();
    private final AtomicInteger more = new AtomicInteger();

    synchronized void add(String path, String file, FileSecrets secrets, List<CheckHit> checks) {
      if (secrets.nothing() && checks.isEmpty()) {
        return;
      }
      if (holders.size() >= MAX_HOLDERS) {
        more.incrementAndGet();
        return;
      }
      holders.add(new LayerSecrets.Holder(path, file, secrets, checks));
      for (String bound : secrets.bounds()) {
        leaveOut(
            new ScanReason(
                bound,
                path
                    + " met the bound of what is told of one file: there may be more in it; look at it yourself"));
      }
    }

    synchronized void leaveOut(ScanReason reason) {
      if (leftOut.size() < MAX_LEFT_OUT) {
        leftOut.add(reason);
      }
    }

    synchronized LayerSecrets result() {
      if (more.get() > 0) {
        leftOut.add(
            new ScanReason(
                "limit.files",
                "more than "
                    + MAX_HOLDERS
                    + " files of a layer hold secrets; "
                    + more.get()
                    + " more are not told of"));
      }
      holders.sort(Comparator.comparing(LayerSecrets.Holder::path));
      leftOut.sort(Comparator.comparing(ScanReason::message));
      return new LayerSecrets(holders, leftOut);
    }
  }
}
