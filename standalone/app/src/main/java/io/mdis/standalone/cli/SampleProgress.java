package io.mdis.standalone.cli;

import io.mdis.malware.fuzzy.samples.LibraryInfo;
import io.mdis.malware.fuzzy.samples.importer.ImportListener;

/** Tells a person how an import of samples goes; the first of what was left out stays. */
final class SampleProgress implements ImportListener {
  private static final int NAMED = 20;

  private final Progress progress;
  private long rejected;

  SampleProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void reading(String source, long samples) {
    progress.say("reading " + source + " · " + samples + " samples");
  }

  @Override
  public void rejected(String where, String why) {
    if (++rejected <= NAMED) {
      progress.tell(where + " is left out: " + why);
    }
  }

  @Override
  public void writing(String step) {
    progress.say(step);
  }

  @Override
  public void finished(LibraryInfo library) {
    progress.tell(
        "the library holds " + library.samples() + " samples, version " + library.version());
  }

  /** Says how many were left out without being named. */
  void leftOut() {
    if (rejected > NAMED) {
      progress.tell((rejected - NAMED) + " others are left out");
    }
  }
}
