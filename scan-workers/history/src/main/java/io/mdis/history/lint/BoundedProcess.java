package io.mdis.history.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a program that is given text on its input and nothing else: an empty folder, no variables,
 * so that no configuration of somebody is read; bounded in time and output.
 */
final class BoundedProcess {
  private static final int MAX_OUTPUT = 4 << 20;

  /** For what still is in the pipe when the program has ended. */
  private static final Duration AFTER_END = Duration.ofSeconds(10);

  private BoundedProcess() {}

  /**
   * What a program wrote.
   *
   * @param text of its output, in UTF-8
   * @param whole whether it ended by itself in time and wrote no more than is read
   */
  record Output(String text, boolean whole) {}

  /**
   * Runs to the end or to a bound, and leaves no process behind.
   *
   * @throws InterruptedIOException when the thread is interrupted
   * @throws IOException when the program can't be started
   */
  static Output run(List<String> command, String input, Duration timeout) throws IOException {
    Path folder = Files.createTempDirectory("mdis-linter");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("HOME", folder.toString());
      return read(builder.start(), input, timeout);
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private static Output read(Process process, String input, Duration timeout) throws IOException {
    Thread.ofVirtual().start(() -> write(process, input));
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process, output));
    try {
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill(process);
      }
      byte[] bytes = output.get(AFTER_END.toMillis(), TimeUnit.MILLISECONDS);
      return new Output(
          new String(bytes, StandardCharsets.UTF_8), ended && bytes.length <= MAX_OUTPUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while linting");
      stopped.initCause(e);
      throw stopped;
    } catch (ExecutionException | TimeoutException e) {
      return new Output("", false);
    } finally {
      kill(process);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void read(Process process, CompletableFuture<byte[]> output) {
    try (InputStream out = process.getInputStream()) {
      byte[] bytes = out.readNBytes(MAX_OUTPUT + 1);
      if (bytes.length > MAX_OUTPUT) {
        kill(process);
      }
      output.complete(bytes);
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }

  private static void write(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The program ended before it had read everything; what it wrote tells more.
    }
  }
}
