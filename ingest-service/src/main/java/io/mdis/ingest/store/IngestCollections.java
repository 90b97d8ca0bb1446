package io.mdis.ingest.store;

/** Collections that this service alone writes and reads, beside those of the contracts. */
public final class IngestCollections {

  /** {@code _id} event id; source, reference, code, message, at: what could not be resolved. */
  public static final String REJECTIONS = "rejections";

  private IngestCollections() {}
}
