package io.mdis.trust.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Keeps what was told, so that it is told once. Who answers for an alert does so where all alerts
 * are, in the report service. Throws IOException when it is away.
 */
public interface AlertStore {
  /** Name in the evidence of the host that an alert is about. */
  String HOST = "host";

  /** Name in the evidence of the image's ID. */
  String IMAGE_ID = "imageId";

  /**
   * Raises an alert by its id: a new one is to be told. One that is there is told again only when
   * its evidence is another and as detailed, or when the image was in order in between.
   *
   * @param detailed whether the evidence names a file
   * @return whether it is to be told
   */
  boolean raise(AlertMessage message, boolean detailed) throws IOException;

  /** Notes that images are in order again: what is done to them after that is told again. */
  void restored(HostName host, Collection<Digest> imageIds, Instant at) throws IOException;

  /** At most so many that wait to be told. */
  List<AlertMessage> pending(int most) throws IOException;

  /** They were told, as they were read. */
  void told(List<AlertMessage> messages) throws IOException;
}
