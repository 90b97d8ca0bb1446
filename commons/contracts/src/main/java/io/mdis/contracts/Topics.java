package io.mdis.contracts;

/** Names of the Kafka topics. Key and value of each are told at the record that it carries. */
public final class Topics {

  /** {@link ImageEvent}, key {@code registry/repository}. */
  public static final String IMAGE_EVENTS = "mdis.image-events";

  /** {@link ImageMessage}, key: manifest digest. */
  public static final String IMAGES = "mdis.images";

  /** {@link ScanResultMessage}, key: manifest digest. */
  public static final String SCAN_RESULTS = "mdis.scan-results";

  /** {@link AlertMessage}, what a person should hear of; key: manifest digest. */
  public static final String ALERTS = "mdis.alerts";

  private Topics() {}

  /** Topic of records that a consumer group tries again later. */
  public static String retry(String topic, String group) {
    return topic + "." + group + ".retry";
  }

  /** Topic of records that a consumer group gave up on; kept for a person to look at. */
  public static String deadLetters(String topic, String group) {
    return topic + "." + group + ".dlq";
  }
}
