package io.mdis.ingest.application.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mdis.contracts.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in untrusted JSON that knows its own path, so that every complaint names the field. */
public final class PayloadField {

  /** Longest text that any field needs, in characters. */
  private static final int MAX_TEXT = 1024;

  private static final int MAX_ELEMENTS = 1000;

  private final JsonNode node;
  private final String path;

  private PayloadField(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The whole body. */
  public static PayloadField root(JsonNode body) {
    return new PayloadField(body, "");
  }

  /** Path in the JSON, {@code $} for the body itself. */
  public String path() {
    return path.isEmpty() ? "$" : path;
  }

  /** The member of that name; absent members are found too, and complain when they are read. */
  public PayloadField get(String name) {
    JsonNode child = node.isObject() ? node.path(name) : MissingNode.getInstance();
    return new PayloadField(child, path.isEmpty() ? name : path + "." + name);
  }

  /** Whether there is a value other than null. */
  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** This, when it is an object. */
  public PayloadField object() throws PayloadException {
    if (!node.isObject()) {
      throw wrong("an object");
    }
    return this;
  }

  /** The elements of an array, at most 1000. */
  public List<PayloadField> elements() throws PayloadException {
    if (!node.isArray()) {
      throw wrong("an array");
    }
    if (node.size() > MAX_ELEMENTS) {
      throw new PayloadException(
          path(), "has " + node.size() + " elements; at most " + MAX_ELEMENTS + " are read");
    }
    List<PayloadField> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new PayloadField(node.get(i), path + "[" + i + "]"));
    }
    return elements;
  }

  /** The names of an object's members, in their order; none for anything else. */
  public List<String> names() {
    return node.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return node.isArray();
  }

  /** The JSON without white space between its tokens, in UTF-8. */
  public byte[] compact() {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A text of 1 to 1024 characters without control characters. */
  public String text() throws PayloadException {
    return text(MAX_TEXT);
  }

  /** A text of at least one character and at most so many, without control characters. */
  public String text(int most) throws PayloadException {
    if (!node.isTextual()) {
      throw wrong("a text");
    }
    String text = node.textValue();
    if (text.isEmpty() || text.length() > most) {
      throw new PayloadException(
          path(), "needs 1 to " + most + " characters, has " + text.length());
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new PayloadException(path(), "has control characters");
    }
    return text;
  }

  /** The text, or nothing when the field is absent, null or the empty text. */
  public Optional<String> optionalText() throws PayloadException {
    boolean empty = node.isTextual() && node.textValue().isEmpty();
    return !isPresent() || empty ? Optional.empty() : Optional.of(text());
  }

  /** True or false. */
  public boolean flag() throws PayloadException {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /** A digest such as {@code sha256:…}. */
  public Digest digest() throws PayloadException {
    return digest(text());
  }

  /** The digest that a part of this field, or what is made of it, reads as; complains of this. */
  public Digest digest(String text) throws PayloadException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(path(), e.getMessage());
    }
  }

  /** Says that the field is not what is needed. */
  public PayloadException wrong(String needed) {
    String found =
        node.isMissingNode()
            ? "absent"
            : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    return new PayloadException(path(), "must be " + needed + ", is " + found);
  }
}
