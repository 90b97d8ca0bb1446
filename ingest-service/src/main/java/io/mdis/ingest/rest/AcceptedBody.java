package io.mdis.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.ingest.application.Intake.Acceptance;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an accepted delivery gets.
 *
 * @param id of the first event; absent when there is none
 * @param ids of all events that the broker has acknowledged
 * @param ignored why the delivery or parts of it were left out; absent when nothing was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AcceptedBody(String id, List<String> ids, String ignored) {

  private static final int MAX_REASONS = 10;

  static AcceptedBody of(Acceptance acceptance) {
    List<String> ids = acceptance.ids();
    return new AcceptedBody(
        ids.isEmpty() ? null : ids.getFirst(),
        ids,
        acceptance.ignored().stream().limit(MAX_REASONS).collect(Collectors.joining("; ")));
  }
}
