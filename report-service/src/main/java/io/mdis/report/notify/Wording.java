package io.mdis.report.notify;

import io.mdis.contracts.AlertMessage;
import io.mdis.report.alert.Alert;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A notification in plain words. Control characters in what an image says are left out, so that it
 * can't make up lines of its own.
 */
public final class Wording {
  private static final int MOST_LINES = 20;
  private static final int LONGEST = 300;

  private final Optional<String> baseUrl;

  /**
   * With links where the address of MDIS is known.
   *
   * @param baseUrl without a slash at the end
   */
  public Wording(Optional<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** One line. */
  public String title(Notification notification) {
    int count = notification.alerts().size();
    if (notification.test()) {
      return "MDIS: test";
    }
    return "MDIS: "
        + count
        + (count == 1 ? " alert" : " alerts")
        + ", worst "
        + notification.worst().name();
  }

  /** A line for each alert, for the first ones, and where the others are. */
  public List<String> lines(Notification notification) {
    List<String> lines = new ArrayList<>();
    notification.alerts().stream().limit(MOST_LINES).forEach(alert -> lines.add(line(alert)));
    int more = notification.alerts().size() - MOST_LINES;
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    link().ifPresent(lines::add);
    return lines;
  }

  /** Title and lines. */
  public String text(Notification notification) {
    return title(notification) + "\n" + String.join("\n", lines(notification));
  }

  /** Address of the page of alerts. */
  public Optional<String> link() {
    return baseUrl.map(url -> url + "/ui/alerts");
  }

  private static String line(Alert alert) {
    AlertMessage message = alert.message();
    StringBuilder line =
        new StringBuilder()
            .append(message.severity())
            .append(' ')
            .append(message.kind())
            .append(": ")
            .append(plain(message.finding()))
            .append(" in ")
            .append(
                plain(
                    message.references().isEmpty()
                        ? message.image().toString()
                        : message.references().getFirst()))
            .append(": ")
            .append(plain(message.title()));
    if (message.reason() != null) {
      line.append(" (").append(plain(message.reason())).append(')');
    }
    new TreeMap<>(message.evidence())
        .forEach((name, value) -> line.append("; ").append(plain(name + " " + value)));
    return line.toString();
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) || isDirection(c) ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** Marks that turn the direction of what follows around (Unicode Annex 9). */
  private static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  /** The beginning of a text that has so many bytes in UTF-8 at most. */
  public static String cut(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    int end = bytes - 3; // for the mark
    while ((all[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8) + "…";
  }
}
