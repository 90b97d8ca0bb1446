package io.mdis.history.dockerfile;

/** What writes histories; each in its own way. */
public enum Builder {
  /** Docker's builder since 18.09: {@code RUN /bin/sh -c … # buildkit}. */
  BUILDKIT,
  /** Docker's first builder: {@code /bin/sh -c #(nop) …}. */
  CLASSIC,
  /** Buildah and Podman: as the classic builder, but with the instruction's original words. */
  BUILDAH,
  /** Kaniko: the instruction's original words, and only where files changed. */
  KANIKO,
  /** Every other tool, an import, or a commit by hand. */
  OTHER,
  /** Not in the history at all: read from the configuration. */
  CONFIGURATION
}
