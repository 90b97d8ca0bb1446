package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.registry.NamePage;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Any registry with distribution's lists: {@code _catalog}, and tags (OCI distribution 1.1). */
public final class DistributionCatalog implements Catalog {
  private static final int REPOSITORIES = 100;
  private static final int TAGS = 50;

  private final RegistryLists lists;
  private final ManifestLookup manifests;
  private final Pace pace;

  /** Throws when the client doesn't know the registry. */
  public DistributionCatalog(RegistryClient client, String registry, Pace pace)
      throws ImageException {
    this.lists = client.lists(registry);
    this.manifests = new ManifestLookup(client, registry, pace);
    this.pace = pace;
  }

  @Override
  public NamePage repositories(String next) throws IOException {
    pace.await();
    NamePage page = lists.repositories(next, REPOSITORIES);
    return page.names().isEmpty() ? new NamePage(List.of(), page.malformed(), null) : page;
  }

  /**
   * Many registries give all tags at once, however few are asked for; a page of ours is small all
   * the same, for it is one step. So its name is how many of the registry's page were had, and
   * which page that is.
   */
  @Override
  public ImagePage images(String repository, String next) throws IOException {
    int gap = next == null ? -1 : next.indexOf(' ');
    int had = gap < 0 ? 0 : Integer.parseInt(next.substring(0, gap));
    String page = gap < 0 || gap + 1 == next.length() ? null : next.substring(gap + 1);
    pace.await();
    NamePage tags = lists.tags(repository, page, TAGS);
    int size = tags.names().size();
    int end = Math.min(had + TAGS, size);
    List<ListedImage> images = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String tag : tags.names().subList(Math.min(had, size), end)) {
      try {
        manifests.image(repository, tag).ifPresent(images::add);
      } catch (ImageException e) {
        if (e.problem().retryable()) {
          throw e;
        }
        problems.add(e.getMessage());
      }
    }
    return new ImagePage(images, problems, after(tags, end, page));
  }

  /** A registry that goes on without names would never end. */
  private static String after(NamePage tags, int had, String page) {
    if (had < tags.names().size()) {
      return had + " " + (page == null ? "" : page);
    }
    return tags.next() == null || tags.names().isEmpty() ? null : "0 " + tags.next();
  }

  @Override
  public boolean has(String repository, String tag, Digest digest) throws IOException {
    return manifests.has(repository, tag, digest);
  }
}
