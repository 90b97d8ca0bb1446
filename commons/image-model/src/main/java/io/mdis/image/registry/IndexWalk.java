package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.manifest.ArtifactManifest;
import io.mdis.image.manifest.ImageIndex;
import io.mdis.image.manifest.ImageManifest;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes from one manifest to the images below it, a bounded way. */
final class IndexWalk {
  private static final int MAX_DEPTH = 2;
  private static final int MAX_MANIFESTS = 64;

  /** Makes an image of a manifest. */
  @FunctionalInterface
  interface Images {
    ImageSource open(ImageManifest manifest, Digest digest) throws IOException;
  }

  private final ManifestFetch fetch;
  private final Optional<Platform> wanted;
  private final Images opener;
  private final List<ImageSource> images = new ArrayList<>();
  private final List<SkippedManifest> skipped = new ArrayList<>();
  private final Set<Digest> seen = new HashSet<>();
  private boolean otherPlatforms;

  IndexWalk(ManifestFetch fetch, Optional<Platform> wanted, Images opener) {
    this.fetch = fetch;
    this.wanted = wanted;
    this.opener = opener;
  }

  Resolution walk(ImageReference reference) throws IOException {
    visit(fetch.manifest(reference.selector(), reference.digest()), 0);
    if (images.isEmpty() && otherPlatforms) {
      throw new ImageException(
          ImageProblem.NO_PLATFORM,
          reference + " has no image for " + wanted.map(Platform::toString).orElse("any platform"));
    }
    return new Resolution(images, skipped);
  }

  private void visit(ManifestFetch.Fetched fetched, int depth) throws IOException {
    switch (ManifestParser.parse(fetched.bytes(), fetched.mediaType())) {
      case ArtifactManifest a -> skipped.add(new SkippedManifest(fetched.digest(), a.reason()));
      case ImageManifest m -> {
        ImageSource image = opener.open(m, fetched.digest());
        if (matches(image.platform())) {
          images.add(image);
        } else {
          skipPlatform(fetched.digest(), image.platform());
        }
      }
      case ImageIndex index -> children(index, depth, fetched.digest());
    }
  }

  private void children(ImageIndex index, int depth, Digest parent) throws IOException {
    if (depth >= MAX_DEPTH || index.entries().size() > MAX_MANIFESTS) {
      throw new ImageException(
          ImageProblem.MALFORMED_MANIFEST,
          "index "
              + parent
              + ": at most "
              + MAX_MANIFESTS
              + " manifests in "
              + MAX_DEPTH
              + " levels are followed");
    }
    for (ImageIndex.Entry entry : index.entries()) {
      Digest digest = entry.descriptor().digest();
      if (!seen.add(digest)) {
        continue;
      }
      if (seen.size() > MAX_MANIFESTS) {
        throw new ImageException(
            ImageProblem.MALFORMED_MANIFEST,
            "index " + parent + ": more than " + MAX_MANIFESTS + " manifests below it");
      }
      if (entry.artifact() != null) {
        skipped.add(new SkippedManifest(digest, entry.artifact()));
      } else if (entry.platform() != null && !matches(entry.platform())) {
        skipPlatform(digest, entry.platform());
      } else {
        visit(fetch.manifest(digest.toString(), digest), depth + 1);
      }
    }
  }

  private void skipPlatform(Digest digest, Platform platform) {
    otherPlatforms = true;
    skipped.add(new SkippedManifest(digest, "platform " + platform + " is not wanted"));
  }

  private boolean matches(Platform platform) {
    return wanted
        .map(
            w ->
                w.os().equals(platform.os())
                    && w.architecture().equals(platform.architecture())
                    && (w.variant() == null
                        || platform.variant() == null
                        || w.variant().equals(platform.variant())))
        .orElse(true);
  }
}
