package io.mdis.worker.process;

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
 *
 * @param timeout for it to end
 * @param maxOutput bytes that it may write
 * @param withErrors whether what it writes as errors is part of the output, or else dropped
 */
public record BoundedProcess(Duration timeout, int maxOutput, boolean withErrors) {
  /** For what still is in the pipe when the program has ended. */
  private static final Duration AFTER_END = Duration.ofSeconds(10);

  /** How a program came to its end. */
  public enum End {
    /** By itself. */
    BY_ITSELF,
    /** It took too long. */
    TIME,
    /** It wrote too much. */
    OUTPUT
  }

  /**
   * What a program wrote.
   *
   * @param text of its output, in UTF-8
   * @param end how it came to its end
   * @param status of its exit; meaningless when it did not end by itself
   */
  public record Output(String text, End end, int status) {

    /** Whether it ended by itself in time and wrote no more than is read. */
    public boolean whole() {
      return end == End.BY_ITSELF;
    }
  }

  /**
   * Runs to the end or to a bound, and leaves no process behind.
   *
   * @param command a program by its path or by a name on this process's PATH, and its arguments
   * @throws InterruptedIOException when the thread is interrupted
   * @throws IOException when the program can't be started
   */
  public Output run(List<String> command, String input) throws IOException {
    Path folder = Files.createTempDirectory("mdis-process");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      if (withErrors) {
        builder.redirectErrorStream(true);
      } else {
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      }
      builder.environment().clear();
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("HOME", folder.toString());
      return read(builder.start(), input);
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private Output read(Process process, String input) throws IOException {
    Thread.ofVirtual().start(() -> write(process, input));
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process, output));
    try {
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill(process);
      }
      byte[] bytes = output.get(AFTER_END.toMillis(), TimeUnit.MILLISECONDS);
      End end = bytes.length > maxOutput ? End.OUTPUT : ended ? End.BY_ITSELF : End.TIME;
      return new Output(
          new String(bytes, StandardCharsets.UTF_8), end, ended ? process.exitValue() : -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted while a program ran");
      stopped.initCause(e);
      throw stopped;
    } catch (ExecutionException | TimeoutException e) {
      return new Output("", End.TIME, -1);
    } finally {
      kill(process);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read(Process process, CompletableFuture<byte[]> output) {
    try (InputStream out = process.getInputStream()) {
      byte[] bytes = out.readNBytes(maxOutput + 1);
      if (bytes.length > maxOutput) {
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
