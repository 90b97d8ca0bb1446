package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.report.alert.AlertBody;
import io.mdis.report.alert.AlertCursor;
import io.mdis.report.alert.AlertPage;
import java.util.List;

/**
 * One page of alerts as the API tells it.
 *
 * @param alerts newest first
 * @param next value of {@code cursor} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertListBody(List<AlertBody> alerts, String next) {

  /** Copies what it is given. */
  public AlertListBody {
    alerts = List.copyOf(alerts);
  }

  /** The same page as JSON. */
  public static AlertListBody of(AlertPage page) {
    return new AlertListBody(
        page.alerts().stream().map(AlertBody::of).toList(),
        page.next().map(AlertCursor::text).orElse(null));
  }
}
