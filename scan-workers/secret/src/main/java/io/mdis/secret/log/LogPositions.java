package io.mdis.secret.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far each log was read, kept in a file that is replaced as a whole. One process at a time; not
 * safe for use by several threads.
 */
public final class LogPositions {
  private static final long MAX_BYTES = 16L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Long> before;
  private final Map<String, Long> now = new TreeMap<>();

  private LogPositions(Path file, Map<String, Long> before) {
    this.file = file;
    this.before = before;
  }

  /** What a file holds; nothing when it isn't there or is damaged: logs are then read anew. */
  public static LogPositions open(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
      return new LogPositions(file, Map.of());
    }
    try {
      return new LogPositions(
          file, JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Long>>() {}));
    } catch (JsonProcessingException e) {
      return new LogPositions(file, Map.of());
    }
  }

  long of(String log) {
    Long here = now.getOrDefault(log, before.get(log));
    return here == null || here < 0 ? 0 : here;
  }

  void set(String log, long position) {
    now.put(log, position);
  }

  /** Writes what was set since {@link #open}; logs that are gone are forgotten. */
  public void save() throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".tmp");
    JSON.writeValue(made.toFile(), now);
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
