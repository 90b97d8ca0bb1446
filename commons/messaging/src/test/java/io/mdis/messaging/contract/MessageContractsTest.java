package io.mdis.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.messaging.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services of two versions run side by side while a cluster is upgraded, and topics keep messages
 * of versions before. {@code src/test/contracts} has the members of each message, {@code NAME.txt},
 * and messages as versions wrote them, {@code NAME/*.json}, which stay for good. A new member is
 * written down by {@code -Dmdis.golden=write}; anything else breaks somebody.
 */
class MessageContractsTest {
  private static final Path CONTRACTS = Path.of("src/test/contracts");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Class<? extends Record>> messages() {
    return MessageShape.MESSAGES;
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(CONTRACTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void noMemberGoesOrChanges(Class<? extends Record> message) throws IOException {
    Path file = CONTRACTS.resolve(message.getSimpleName() + ".txt");
    SortedMap<String, String> is = MessageShape.of(message);
    SortedMap<String, String> was = Files.exists(file) ? read(file) : new TreeMap<>();
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, String> member : was.entrySet()) {
      String now = is.get(member.getKey());
      if (!member.getValue().equals(now)) {
        broken.add(member + " is now " + (now == null ? "gone" : now));
      }
    }
    assertThat(broken)
        .as(
            "other versions read and write these of %s; a service that only reads has to know a"
                + " new constant one version before somebody writes it",
            message.getSimpleName())
        .isEmpty();
    if ("write".equals(System.getProperty("mdis.golden"))) {
      Files.write(file, is.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    } else if (!is.equals(was)) {
      fail(file + " lacks new members: run with -Dmdis.golden=write, and add a sample");
    }
  }

  /** What this version does not know about a message of another does not matter to it. */
  @ParameterizedTest
  @MethodSource("samples")
  void messagesOfOtherVersionsAreRead(Path sample) throws Exception {
    Class<? extends Record> type = type(sample);
    byte[] json = Files.readAllBytes(sample);
    Record message = JsonCodec.decode(json, type);
    JsonNode written = JSON.readTree(json);
    assertThat(contains(JSON.readTree(JsonCodec.encode(message)), written))
        .as("what is read of %s and written again has all that it had", sample)
        .isTrue();

    JsonNode newer = written.deepCopy();
    addUnknown(newer);
    assertThat(JsonCodec.decode(JSON.writeValueAsBytes(newer), type)).isEqualTo(message);
  }

  private static Class<? extends Record> type(Path sample) {
    String name = sample.getParent().getFileName().toString();
    return MessageShape.MESSAGES.stream()
        .filter(message -> message.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(sample + " is of no message"));
  }

  private static boolean contains(JsonNode whole, JsonNode part) {
    if (part.isObject()) {
      return part.properties().stream()
          .allMatch(member -> contains(whole.path(member.getKey()), member.getValue()));
    }
    if (part.isArray()) {
      for (int i = 0; i < part.size(); i++) {
        if (!contains(whole.path(i), part.get(i))) {
          return false;
        }
      }
      return whole.size() == part.size();
    }
    return whole.equals(part);
  }

  /** Adds a member to every object but maps, whose members are data. */
  private static void addUnknown(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!List.of("evidence", "counts").contains(member.getKey())) {
        addUnknown(member.getValue());
      }
    }
    for (JsonNode element : node) {
      if (node.isArray()) {
        addUnknown(element);
      }
    }
    if (node instanceof ObjectNode object) {
      object.put("addedLater", "x");
    }
  }

  private static SortedMap<String, String> read(Path file) throws IOException {
    SortedMap<String, String> members = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      members.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return members;
  }
}
