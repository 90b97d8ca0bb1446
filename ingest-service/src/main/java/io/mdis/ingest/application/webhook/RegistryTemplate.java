package io.mdis.ingest.application.webhook;

/**
 * Where the images of a product's own repositories are to be had: a host with optional port, and
 * optionally a path, either of which may have <code>{repo}</code> in it. Artifactory and Nexus
 * publish their repositories by path, subdomain or port, and don't say in a delivery which.
 *
 * @param text such as <code>art.example.com/{repo}</code>, <code>{repo}.art.example.com</code> or
 *     <code>nexus.example.com:8083</code>
 */
public record RegistryTemplate(String text) {

  private static final String REPO = "{repo}";

  /** Host and repository of one image; both are still to be {@link Checked}. */
  public record Place(String registry, String repository) {}

  /** Throws IllegalArgumentException for what isn't a host with or without a path. */
  public RegistryTemplate {
    if (text.isBlank() || text.startsWith("/") || text.endsWith("/") || text.contains("://")) {
      throw new IllegalArgumentException(
          "\"%s\" is no registry: write host[:port][/path], without a scheme; {repo} stands for the"
                  .formatted(text)
              + " product's own repository");
    }
  }

  /** The place of an image in one of the product's own repositories. */
  public Place place(String repo, String image) {
    String full = text.replace(REPO, repo) + "/" + image;
    int slash = full.indexOf('/');
    return new Place(full.substring(0, slash), full.substring(slash + 1));
  }
}
