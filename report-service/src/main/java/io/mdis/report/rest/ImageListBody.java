package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.report.query.ImageCursor;
import io.mdis.report.query.ImagePage;
import java.util.List;

/**
 * One page of images as the API tells it.
 *
 * @param images newest first
 * @param next value of {@code cursor} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageListBody(List<ImageBody> images, String next) {

  /** The same page as JSON. */
  public static ImageListBody of(ImagePage page) {
    return new ImageListBody(
        page.images().stream().map(ImageBody::brief).toList(),
        page.next().map(ImageCursor::text).orElse(null));
  }
}
