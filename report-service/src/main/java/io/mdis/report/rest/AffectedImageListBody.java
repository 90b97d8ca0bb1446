package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Digest;
import io.mdis.report.query.AffectedImagePage;
import java.util.List;

/**
 * One page of images that have a flaw, as the API tells it.
 *
 * @param images by digest
 * @param next value of {@code cursor} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AffectedImageListBody(List<AffectedImageBody> images, String next) {

  /** The same page as JSON. */
  public static AffectedImageListBody of(AffectedImagePage page) {
    return new AffectedImageListBody(
        page.images().stream().map(AffectedImageBody::of).toList(),
        page.next().map(Digest::toString).orElse(null));
  }
}
