package io.mdis.report.query;

/** In which order images are listed. */
public enum ImageOrder {
  /** By acceptance, newest first. */
  NEWEST,
  /** By the worst severity, then by how many findings have it; only images with a result. */
  WORST
}
