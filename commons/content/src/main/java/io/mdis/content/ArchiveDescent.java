package io.mdis.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** One walk through the archives in a file. */
final class ArchiveDescent {
  /** Parts that are listed as left out; of more there is only a last word. */
  static final int MAX_LEFT_OUT = 100;

  private static final int MAX_NAME = 1024;

  private final UnpackBudget budget;
  private final ArchiveMembers.Visitor visitor;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private boolean limitTold;

  ArchiveDescent(UnpackBudget budget, ArchiveMembers.Visitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  void file(String path, FileKind kind, long size, ArchiveMembers.Source source)
      throws IOException {
    SourceStream.Failure failure = new SourceStream.Failure();
    ArchiveMembers.Source watched = () -> new SourceStream(source.open(), failure);
    if (kind == FileKind.SEVEN_ZIP) {
      archive(path, 1, null, () -> sevenZip(watched, size));
    } else {
      try (InputStream in = watched.open()) {
        archive(path, 1, null, () -> reader(kind, path, in));
      }
    }
    failure.rethrow();
  }

  /** Opens an archive; what it throws is the archive's fault. */
  private interface Opening {
    ArchiveReader open() throws IOException;
  }

  private void archive(String path, int depth, MemberStream around, Opening opening)
      throws IOException {
    try (ArchiveReader reader = translated(opening::open)) {
      for (var entry = translated(reader::next); entry != null; entry = translated(reader::next)) {
        budget.addMember();
        if (entry.content() != null) {
          member(path + "!/" + cleaned(entry.name()), depth, entry);
        }
      }
    } catch (ArchiveStop e) {
      // What the archive around it can't deliver is told of that one.
      if (around == null || around.failure() == null) {
        leaveOut(path, e);
      }
    }
  }

  private void member(String path, int depth, ArchiveReader.Entry entry) throws IOException {
    if (entry.refused() != null) {
      leaveOut(path, entry.refused());
      return;
    }
    MemberStream content = new MemberStream(entry.content(), budget);
    byte[] head = content.peek();
    FileKind kind = FileKind.of(head, head.length);
    if (kind.isArchive() && depth < budget.limits().maxDepth()) {
      nested(path, depth + 1, kind, content);
    } else {
      if (kind.isArchive()) {
        leaveOut(path, new ArchiveStop("limit.archive-depth", "it is " + (depth + 1) + " deep"));
      }
      show(new ArchiveMember(path, depth, kind, head), content);
    }
    if (content.failure() != null) {
      throw content.failure();
    }
    content.drain();
  }

  private void nested(String path, int depth, FileKind kind, MemberStream content)
      throws IOException {
    if (kind != FileKind.SEVEN_ZIP) {
      archive(path, depth, content, () -> reader(kind, path, content));
      return;
    }
    int most = budget.limits().maxMemoryBytes();
    byte[] whole = content.readNBytes(most);
    if (whole.length == most) {
      leaveOut(
          path,
          new ArchiveStop(
              "limit.archive-memory", "a 7z inside of an archive may have " + most + " bytes"));
      return;
    }
    archive(
        path, depth, content, () -> sevenZip(() -> new ByteArrayInputStream(whole), whole.length));
  }

  private void show(ArchiveMember member, MemberStream content) throws IOException {
    try {
      visitor.member(member, content);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (content.failure() == null) {
        throw e; // The visitor's own; else it only passes on what the archive did.
      }
    }
  }

  private ArchiveReader reader(FileKind kind, String path, InputStream in) throws IOException {
    return switch (kind) {
      case ZIP, TAR, AR, CPIO -> new StreamedArchive(kind, in);
      case RPM -> new RpmPackage(in);
      default -> new CompressedContent(kind, path, in, budget.limits().maxMemoryBytes());
    };
  }

  private ArchiveReader sevenZip(ArchiveMembers.Source source, long size) throws IOException {
    return new SevenZipArchive(
        new ReopeningChannel(source, size), budget.limits().maxMemoryBytes());
  }

  /** A limit that is met ends the whole walk, and is told once, where it was met. */
  private void leaveOut(String path, ArchiveStop stop) {
    if (limitTold) {
      return;
    }
    limitTold = budget.isSpent();
    if (leftOut.size() == MAX_LEFT_OUT - 1) {
      leftOut.add(new LeftOut(path, "archive.more", "more of the archive was not looked into"));
    } else if (leftOut.size() < MAX_LEFT_OUT) {
      leftOut.add(new LeftOut(path, stop.code(), path + ": " + stop.getMessage()));
    }
  }

  private static <T> T translated(java.util.concurrent.Callable<T> step) throws IOException {
    try {
      return step.call();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (Exception e) {
      throw ArchiveStop.of(e);
    }
  }

  private static String cleaned(String name) {
    String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
