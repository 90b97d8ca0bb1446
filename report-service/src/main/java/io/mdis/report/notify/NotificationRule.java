package io.mdis.report.notify;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Severity;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImagePattern;
import java.util.List;
import java.util.Set;

/**
 * Which alerts are told to whom.
 *
 * @param name for people
 * @param severity at least this one
 * @param kinds exact ones
 * @param images patterns of which one must fit a name of the image; empty for every image
 * @param receivers names of those that are told
 */
public record NotificationRule(
    String name,
    Severity severity,
    Set<String> kinds,
    List<ImagePattern> images,
    List<String> receivers) {

  /** Copies what it is given. */
  public NotificationRule {
    kinds = Set.copyOf(kinds);
    images = List.copyOf(images);
    receivers = List.copyOf(receivers);
  }

  /** Whether the alert is to be told. */
  public boolean matches(AlertMessage alert) {
    return alert.severity().compareTo(severity) >= 0
        && kinds.contains(alert.kind())
        && (images.isEmpty()
            || alert.references().stream()
                .map(ImageName::parse)
                .anyMatch(name -> images.stream().anyMatch(pattern -> pattern.matches(name))));
  }
}
