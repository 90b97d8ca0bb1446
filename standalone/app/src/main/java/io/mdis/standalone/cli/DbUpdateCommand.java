package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.update.FeedList;
import io.mdis.vulnerability.advisory.update.FeedUpdater;
import io.mdis.vulnerability.advisory.update.UpdateReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the sources' published files. */
@Command(
    name = "update",
    description = "Fetches what the sources have published since the last time, and builds it.",
    mixinStandardHelpOptions = true)
final class DbUpdateCommand implements Callable<Integer> {

  @Option(
      names = "--feeds",
      paramLabel = "FILE",
      description =
          "List of the files to fetch, lines \"file = address\"; else the published ones.")
  private Path feeds = LocalFolders.feedList();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Folder that keeps the fetched files and nothing else.")
  private Path folder = LocalFolders.feeds();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "File to write; by default the one of the cache folder.")
  private Path output = LocalFolders.advisories();

  @Override
  public Integer call() throws IOException, InterruptedException {
    FeedList list = feeds == null ? FeedList.published() : FeedList.read(feeds);
    Progress progress = Progress.on(System.err, false);
    UpdateReport report =
        new FeedUpdater().update(list, folder, output, new AdvisoryProgress(progress));
    progress.tell(
        "%s is at version %s: %d files new, %d unchanged, %d not fetched"
            .formatted(
                output,
                report.version(),
                report.fetched(),
                report.unchanged(),
                report.failed().size()));
    return report.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
