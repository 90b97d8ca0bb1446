package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.update.FeedList;
import io.mdis.vulnerability.advisory.update.FeedUpdater;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The advisory database of the cache folder, fetched by the first scan that finds none. */
final class FirstUpdate {
  private static final Duration OLD = Duration.ofDays(3);

  private final Progress progress;

  FirstUpdate(Progress progress) {
    this.progress = progress;
  }

  /** Why there is no database in the end; empty when there is one. */
  String run(Path database) throws InterruptedException {
    if (Files.isRegularFile(database)) {
      remindOfAge(database);
      return "";
    }
    progress.tell("no advisory database yet: fetching the published advisories");
    try {
      Path own = LocalFolders.feedList();
      FeedList list = own == null ? FeedList.published() : FeedList.read(own);
      new FeedUpdater()
          .update(list, LocalFolders.feeds(), database, new AdvisoryProgress(progress));
      return "";
    } catch (IOException e) {
      progress.tell(String.valueOf(e.getMessage()));
      return e.getMessage() + "; run mdis db update where the sources can be reached";
    } finally {
      progress.done();
    }
  }

  private void remindOfAge(Path database) {
    try (AdvisoryDatabase open = AdvisoryDatabase.open(database)) {
      // What is in it counts; the file's own date only where no source gives any.
      Instant newest = open.newest().orElse(Files.getLastModifiedTime(database).toInstant());
      Duration age = Duration.between(newest, Instant.now());
      if (age.compareTo(OLD) > 0) {
        progress.tell(
            "the newest advisory is "
                + age.toDays()
                + " days old: renew the database with mdis db update or db pull");
      }
    } catch (IOException e) {
      progress.tell("the age of " + database + " can't be read: " + e.getMessage());
    }
  }
}
