package io.mdis.measurement.docker;

/** What is checked of an image on a host. */
public enum Check {
  /** The configuration hashes to the image's ID. */
  IMAGE_CONFIG,
  /** The layer database names the diffID that the configuration names. */
  DIFF_ID,
  /** The layer database names the parent that the chain has. */
  PARENT,
  /** Each layer has a directory of its own. */
  CACHE_ID,
  /** The short name is one, and that of no other layer. */
  LINK,
  /** The short name leads to the layer's own directory. */
  SHORT_LINK,
  /** The layer's lower layers are those of the chain. */
  LOWER,
  /** The layer's directory is root's, with mode 0755. */
  DIFF_ROOT,
  /** Nothing is mounted over the layer. */
  MOUNT,
  /** No file of the layer has a name elsewhere, by which it can be written. */
  OUTSIDE_LINK,
  /** What the layer is said to be is as at the registry. */
  METADATA,
  /** Its files are as at the registry. */
  FILES,
  /** What is the host's own is as when the layer came. */
  PIN,
  /** The original tar can be put together again. */
  TAR_SPLIT
}
