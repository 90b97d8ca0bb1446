package io.mdis.report.compare;

import io.mdis.export.Comparison;
import io.mdis.report.query.ImageRecord;

/**
 * Two images and what differs.
 *
 * @param from the earlier, or the one that is compared with
 * @param to the later
 */
public record ImageComparison(ImageRecord from, ImageRecord to, Comparison comparison) {}
