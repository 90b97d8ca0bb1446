package io.mdis.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A value in a YAML file that knows its place, so that a mistake in it can be told. */
record YamlValue(String file, String place, JsonNode node) {
  private static final int LONGEST_TEXT = 2_000;

  /** How a value is read, such as {@link #text()}. */
  @FunctionalInterface
  interface Reading<T> {
    T of(YamlValue value) throws PolicyFileException;
  }

  /** Throws when it has keys other than these, for one that is misspelt must not be passed over. */
  YamlValue only(String... keys) throws PolicyFileException {
    if (!node.isObject()) {
      throw problem("must have keys: " + String.join(", ", keys));
    }
    Set<String> others = new TreeSet<>();
    node.fieldNames().forEachRemaining(others::add);
    others.removeAll(Set.of(keys));
    if (!others.isEmpty()) {
      throw problem("has unknown keys " + others + "; known are " + String.join(", ", keys));
    }
    return this;
  }

  Optional<YamlValue> get(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new YamlValue(file, place.isEmpty() ? key : place + "." + key, value));
  }

  /** What the value of a key is read as; empty without one. */
  <T> Optional<T> get(String key, Reading<T> reading) throws PolicyFileException {
    Optional<YamlValue> value = get(key);
    return value.isPresent() ? Optional.of(reading.of(value.get())) : Optional.empty();
  }

  YamlValue required(String key) throws PolicyFileException {
    Optional<YamlValue> value = get(key);
    if (value.isEmpty()) {
      throw problem("needs " + key);
    }
    return value.get();
  }

  /** The items of a list, or the one value that stands for a list of one. */
  List<YamlValue> items() {
    if (!node.isArray()) {
      return List.of(this);
    }
    List<YamlValue> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new YamlValue(file, place + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  /** The items of the list of a key; none without one. */
  List<YamlValue> items(String key) {
    return get(key).map(YamlValue::items).orElse(List.of());
  }

  String text() throws PolicyFileException {
    if (!node.isValueNode() || node.isNull()) {
      throw problem("must be a text");
    }
    String text = node.asText().strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw problem("must have 1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  boolean flag() throws PolicyFileException {
    if (!node.isBoolean()) {
      throw problem("must be true or false");
    }
    return node.booleanValue();
  }

  <E extends Enum<E>> E oneOf(Class<E> type) throws PolicyFileException {
    String name = text().toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw problem("must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  List<String> texts() throws PolicyFileException {
    List<String> texts = new ArrayList<>();
    for (YamlValue item : items()) {
      texts.add(item.text());
    }
    return texts;
  }

  /** The texts of the list of a key; none without one. */
  List<String> texts(String key) throws PolicyFileException {
    return get(key, YamlValue::texts).orElse(List.of());
  }

  PolicyFileException problem(String what) {
    return new PolicyFileException(file, place, what);
  }
}
