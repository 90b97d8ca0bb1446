package io.mdis.report.queue;

import io.mdis.report.query.ReportProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter is kept.
 *
 * @param topic of dead letters
 * @param partition from 0
 * @param offset from 0
 */
public record LetterId(String topic, int partition, long offset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,240})~([0-9]{1,6})~([0-9]{1,18})");

  /** Reads what {@link #text} wrote; throws ReportProblem otherwise. */
  public static LetterId parse(String text) {
    Matcher found = FORM.matcher(text == null ? "" : text);
    if (!found.matches()) {
      throw ReportProblem.invalid("letter", "letter must be the id of a dead letter");
    }
    return new LetterId(
        found.group(1), Integer.parseInt(found.group(2)), Long.parseLong(found.group(3)));
  }

  /** Form for a URL. */
  public String text() {
    return topic + "~" + partition + "~" + offset;
  }
}
