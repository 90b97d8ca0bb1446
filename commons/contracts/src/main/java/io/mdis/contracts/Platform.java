package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Operating system and processor of an image (OCI image index, "platform").
 *
 * @param os GOOS value such as {@code linux}
 * @param architecture GOARCH value such as {@code amd64}
 * @param variant processor variant such as {@code v8}; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Platform(String os, String architecture, String variant) {

  /** Reads {@code os/arch[/variant]}; throws IllegalArgumentException when it is anything else. */
  public static Platform parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException("platform must be os/arch[/variant]: " + text);
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
