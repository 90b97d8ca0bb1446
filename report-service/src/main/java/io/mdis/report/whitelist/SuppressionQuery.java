package io.mdis.report.whitelist;

import io.mdis.report.query.PageQuery;
import io.mdis.suppression.Origin;
import java.util.Optional;

/**
 * Which entries are wanted.
 *
 * @param state empty for every state
 * @param origin empty for every origin
 * @param vulnerability exact id or alias; empty for every one
 * @param part of the entries
 */
public record SuppressionQuery(
    Optional<SuppressionState> state,
    Optional<Origin> origin,
    Optional<String> vulnerability,
    PageQuery part) {}
