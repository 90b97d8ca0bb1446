package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.SourceSummary;
import io.mdis.vulnerability.advisory.update.UpdateListener;

/** Tells a person how fetching and building go; what was left out stays on the screen. */
final class AdvisoryProgress implements UpdateListener {
  private final Progress progress;

  AdvisoryProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void fetching(String file, int number, int of, long bytes) {
    String size = bytes == 0 ? "" : " · " + (bytes >> 10) + " KiB";
    progress.say("fetching " + number + " of " + of + " · " + file + size);
  }

  @Override
  public void failed(String file, String why) {
    progress.tell(file + " was not fetched: " + why);
  }

  @Override
  public void reading(String file, long records) {
    progress.say("reading " + file + " · " + records + " advisories");
  }

  @Override
  public void rejected(String file, String record, String why) {
    progress.tell(file + ": " + record + " is left out: " + why);
  }

  @Override
  public void finished(SourceSummary summary) {
    if (!summary.problem().isEmpty()) {
      progress.tell(summary.file() + " was not read to its end: " + summary.problem());
    } else {
      String passedOver =
          summary.ignoredWhy().isEmpty() ? "" : ", passed over: " + summary.ignoredWhy();
      progress.say(summary.file() + ": " + summary.advisories() + " advisories" + passedOver);
    }
  }
}
