package io.mdis.ingest.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.NamePage;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryLists;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Harbor by its interface v2.0: projects, their repositories, their artefacts. One request tells
 * the digests of many tags, and a user sees the projects that it is a member of.
 */
public final class HarborCatalog implements Catalog {
  private static final String API = "/api/v2.0/projects";
  private static final int SIZE = 100;
  private static final int MOST_PROJECTS = 100_000;

  private final RegistryLists lists;
  private final ManifestLookup manifests;
  private final Pace pace;

  /** Throws when the client doesn't know the registry. */
  public HarborCatalog(RegistryClient client, String registry, Pace pace) throws ImageException {
    this.lists = client.lists(registry);
    this.manifests = new ManifestLookup(client, registry, pace);
    this.pace = pace;
  }

  /** Pages are {@code project.page}, both from 1: one project at a time. */
  @Override
  public NamePage repositories(String next) throws IOException {
    String[] at = (next == null ? "1.1" : next).split("\\.", 2);
    int project = Integer.parseInt(at[0]);
    int page = Integer.parseInt(at[1]);
    // The oldest first: what is made meanwhile comes at the end.
    JsonNode projects = get(API + "?sort=creation_time&page_size=1&page=" + project);
    if (!projects.isArray() || projects.isEmpty() || project > MOST_PROJECTS) {
      return new NamePage(List.of(), 0, null);
    }
    String name = BoundedJson.text(projects.get(0), "name");
    JsonNode repositories =
        get(
            API
                + "/"
                + encoded(name)
                + "/repositories?sort=creation_time&page_size="
                + SIZE
                + "&page="
                + page);
    List<String> names = new ArrayList<>();
    for (JsonNode each : repositories) {
      String repository = BoundedJson.text(each, "name");
      if (repository.startsWith(name + "/") && isName(repository, "a")) {
        names.add(repository);
      }
    }
    boolean more = repositories.size() >= SIZE;
    return new NamePage(
        names,
        repositories.size() - names.size(),
        more ? project + "." + (page + 1) : (project + 1) + ".1");
  }

  @Override
  public ImagePage images(String repository, String next) throws IOException {
    int page = next == null ? 1 : Integer.parseInt(next);
    int slash = repository.indexOf('/');
    // Harbor wants the slashes of a repository encoded twice.
    String path =
        API
            + "/"
            + encoded(repository.substring(0, slash))
            + "/repositories/"
            + encoded(encoded(repository.substring(slash + 1)))
            + "/artifacts?with_tag=true&sort=push_time&page_size="
            + SIZE
            + "&page="
            + page;
    JsonNode artifacts = get(path);
    List<ListedImage> images = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode artifact : artifacts) {
      try {
        tagged(artifact, repository, images);
      } catch (ImageException e) {
        problems.add(e.getMessage());
      }
    }
    boolean more = artifacts.size() >= SIZE;
    return new ImagePage(images, problems, more ? Integer.toString(page + 1) : null);
  }

  @Override
  public boolean has(String repository, String tag, Digest digest) throws IOException {
    return manifests.has(repository, tag, digest);
  }

  private static void tagged(JsonNode artifact, String repository, List<ListedImage> images)
      throws ImageException {
    String where = "artefact of " + repository;
    Digest digest = BoundedJson.digest(artifact.path("digest"), where);
    List<Digest> parts = new ArrayList<>();
    for (JsonNode reference : artifact.path("references")) {
      if (!BoundedJson.text(reference.path("platform"), "os").equals("unknown")) {
        parts.add(BoundedJson.digest(reference.path("child_digest"), where));
      }
    }
    boolean image = BoundedJson.text(artifact, "type").equals("IMAGE");
    for (JsonNode tag : artifact.path("tags")) {
      String name = BoundedJson.text(tag, "name");
      if (isName(repository, name)) {
        images.add(new ListedImage(name, digest, parts, image));
      }
    }
  }

  private JsonNode get(String path) throws IOException {
    pace.await();
    return lists.document(path);
  }

  private static boolean isName(String repository, String tag) {
    try {
      ImageReference unused = ImageReference.of("localhost", repository, tag, null);
      return true;
    } catch (ImageException e) {
      return false;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
