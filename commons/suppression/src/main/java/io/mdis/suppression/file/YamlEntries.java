package io.mdis.suppression.file;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * A YAML list of mappings of texts, read event by event: nothing else gets in, so neither nesting
 * nor references nor types of Java can do anything.
 */
final class YamlEntries {
  static final int MAX_BYTES = 4 << 20;
  static final int MAX_ENTRIES = 10_000;
  private static final int MAX_FIELDS = 50;

  private final String name;
  private final Iterator<Event> events;

  /** A text and the line where its key stands, from 1. */
  record Value(String text, int line) {}

  /** A mapping and the line where it begins, from 1. */
  record Entry(int line, Map<String, Value> fields) {
    String text(String key) {
      Value value = fields.get(key);
      return value == null ? null : value.text();
    }

    int line(String key) {
      Value value = fields.get(key);
      return value == null ? line : value.line();
    }
  }

  private YamlEntries(String name, Iterator<Event> events) {
    this.name = name;
    this.events = events;
  }

  static List<Entry> read(byte[] yaml, String name) throws IOException {
    if (yaml.length > MAX_BYTES) {
      throw new SuppressionFileException(
          name, "it has " + yaml.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      return new YamlEntries(name, new Yaml(options).parse(new StringReader(text)).iterator())
          .document();
    } catch (CharacterCodingException e) {
      throw new SuppressionFileException(name, "it is not UTF-8 text");
    } catch (MarkedYAMLException e) {
      throw new SuppressionFileException(name, line(e.getProblemMark()), e.getProblem());
    } catch (YAMLException e) {
      throw new SuppressionFileException(
          name, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private List<Entry> document() throws SuppressionFileException {
    List<Entry> entries = new ArrayList<>();
    next(); // StreamStart
    Event first = next();
    if (first.is(Event.ID.StreamEnd)) {
      return entries;
    }
    Event start = next();
    if (start instanceof ScalarEvent scalar && scalar.getValue().isEmpty()) {
      return entries;
    }
    demand(start, Event.ID.SequenceStart, "a list of entries, each beginning with \"- \"");
    Event item = next();
    while (!item.is(Event.ID.SequenceEnd)) {
      if (entries.size() == MAX_ENTRIES) {
        throw refused(item, "more than " + MAX_ENTRIES + " entries: part the file");
      }
      demand(item, Event.ID.MappingStart, "an entry of \"key: value\" lines");
      entries.add(entry(item));
      item = next();
    }
    next(); // DocumentEnd
    Event end = next();
    demand(end, Event.ID.StreamEnd, "one document and no second");
    return entries;
  }

  private Entry entry(Event start) throws SuppressionFileException {
    Map<String, Value> fields = new LinkedHashMap<>();
    Event key = next();
    while (!key.is(Event.ID.MappingEnd)) {
      String field = text(key);
      Event value = next();
      String text = text(value);
      if (text.isEmpty()) {
        throw refused(key, "\"" + field + "\" has no value: give one or leave the key out");
      }
      if (fields.size() == MAX_FIELDS
          || fields.putIfAbsent(field, new Value(text, line(key.getStartMark()))) != null) {
        throw refused(key, "\"" + field + "\" stands twice in one entry");
      }
      key = next();
    }
    return new Entry(line(start.getStartMark()), fields);
  }

  private String text(Event event) throws SuppressionFileException {
    demand(event, Event.ID.Scalar, "a text");
    ScalarEvent scalar = (ScalarEvent) event;
    if (scalar.getTag() != null) {
      throw refused(event, "tags (!) have no meaning here");
    }
    return scalar.getValue().strip();
  }

  private void demand(Event event, Event.ID wanted, String told) throws SuppressionFileException {
    if (!event.is(wanted)) {
      throw refused(event, told + " is wanted here");
    }
    boolean tagged = event instanceof CollectionStartEvent start && start.getTag() != null;
    if (tagged || (event instanceof NodeEvent node && node.getAnchor() != null)) {
      throw refused(event, "anchors (&), references (*) and tags (!) have no meaning here");
    }
  }

  private SuppressionFileException refused(Event event, String why) {
    return new SuppressionFileException(name, line(event.getStartMark()), why);
  }

  private Event next() {
    return events.next();
  }

  private static int line(Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }
}
