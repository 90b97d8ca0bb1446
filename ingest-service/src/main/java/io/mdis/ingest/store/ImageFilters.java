package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import io.mdis.ingest.rescan.ImageSelection;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** Finds the documents of images that are meant. */
final class ImageFilters {
  private ImageFilters() {}

  static Bson of(ImageSelection selection) {
    List<Bson> all = new ArrayList<>();
    all.add(eq("deletedAt", null));
    if (selection.digest() != null) {
      all.add(eq("_id", selection.digest().toString()));
    }
    if (selection.registry() != null) {
      all.add(eq("registry", selection.registry()));
    }
    if (selection.repository() != null) {
      all.add(repository(selection.repository()));
    }
    if (selection.tag() != null) {
      all.add(eq("tags", selection.tag()));
    }
    return and(all);
  }

  /** All below {@code a/} is what sorts from there up to {@code a0}, the text after {@code a/}. */
  private static Bson repository(String repository) {
    if (!repository.endsWith(ImageSelection.BELOW)) {
      return eq("repository", repository);
    }
    String below = repository.substring(0, repository.length() - 1);
    String end = below.substring(0, below.length() - 1) + (char) ('/' + 1);
    return and(gte("repository", below), lt("repository", end));
  }
}
