package io.mdis.ingest.application.webhook.registry;

import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;

/** Reads URLs of payloads; nothing is ever fetched from them. */
final class Urls {

  private Urls() {}

  /** Host and port of an absolute URL, as written. */
  static String host(PayloadField url) throws PayloadException {
    String text = url.text();
    int start = text.indexOf("://");
    if (start < 0) {
      throw url.wrong("an absolute URL");
    }
    int end = text.indexOf('/', start + 3);
    String host = text.substring(start + 3, end < 0 ? text.length() : end);
    if (host.isEmpty()) {
      throw url.wrong("an absolute URL");
    }
    return host;
  }
}
