package io.mdis.worker.store;

import io.mdis.contracts.ScanReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Shortens what an image or a scanner can make as long as it likes, so that neither a document nor
 * a message outgrows its bounds.
 */
public final class BoundedText {
  private static final int LONGEST_CODE = 200;

  private BoundedText() {}

  /** The text, with an ellipsis where it was cut. */
  static String cut(String text, int most) {
    if (text == null || text.length() <= most) {
      return text;
    }
    // Half of a surrogate pair is no text that can be stored.
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** At most so many reasons, the last of which says how many were left out. */
  public static List<ScanReason> reasons(List<ScanReason> reasons, int most, int longest) {
    List<ScanReason> kept = new ArrayList<>();
    for (ScanReason reason : reasons.subList(0, Math.min(most, reasons.size()))) {
      kept.add(new ScanReason(cut(reason.code(), LONGEST_CODE), cut(reason.message(), longest)));
    }
    if (reasons.size() > most) {
      int more = reasons.size() - most + 1;
      kept.set(most - 1, new ScanReason("reasons.left-out", more + " more reasons"));
    }
    return kept;
  }

  /** Values by name in the order given; those that are null are left out. */
  static Document document(Map<String, String> values, int most, int longest) {
    Document document = new Document();
    values.forEach(
        (name, value) -> {
          if (value != null && document.size() < most) {
            document.append(cut(name, LONGEST_CODE), cut(value, longest));
          }
        });
    return document;
  }
}
