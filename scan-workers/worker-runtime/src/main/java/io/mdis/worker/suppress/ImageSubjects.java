package io.mdis.worker.suppress;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImagePattern;
import io.mdis.suppression.ImageSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/** Names and environments of accepted images. */
final class ImageSubjects {
  private final MongoCollection<Document> images;
  private final Map<String, List<ImagePattern>> environments = new TreeMap<>();

  /** Throws IllegalArgumentException naming the key whose pattern can't be read. */
  ImageSubjects(MongoCollection<Document> images, Map<String, List<String>> environments) {
    this.images = images;
    environments.forEach(
        (label, patterns) -> {
          List<ImagePattern> read = new ArrayList<>();
          for (String pattern : patterns) {
            try {
              read.add(ImagePattern.parse(pattern));
            } catch (IllegalArgumentException e) {
              throw new IllegalArgumentException(
                  "mdis.environments." + label + ".images: " + e.getMessage(), e);
            }
          }
          this.environments.put(label, read);
        });
  }

  /** Those of the images that were accepted, by digest. */
  Map<String, ImageSubject> of(Collection<String> digests) {
    Map<String, ImageSubject> subjects = new HashMap<>();
    for (Document image :
        images
            .find(Filters.in("_id", digests))
            .projection(Projections.include("registry", "repository", "tags"))) {
      String digest = image.getString("_id");
      ImageName name =
          new ImageName(
              image.getString("registry") + "/" + image.getString("repository"),
              image.getList("tags", String.class, List.of()),
              digest);
      subjects.put(digest, subject(List.of(name)));
    }
    return subjects;
  }

  /** The image that goes by these names. */
  ImageSubject subject(List<ImageName> names) {
    Set<String> labels = new HashSet<>();
    environments.forEach(
        (label, patterns) -> {
          if (patterns.stream().anyMatch(pattern -> names.stream().anyMatch(pattern::matches))) {
            labels.add(label);
          }
        });
    return new ImageSubject(names, labels);
  }
}
