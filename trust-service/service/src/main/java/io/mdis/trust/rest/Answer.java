package io.mdis.trust.rest;

import io.mdis.trust.protocol.Problem;
import io.mdis.trust.protocol.TrustJson;
import java.io.InputStream;

/**
 * Answer to a request: bytes, or a stream that is to be closed.
 *
 * @param status of HTTP
 * @param type of the content
 * @param bytes content; null for a stream
 * @param stream content; null for bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only sent.
record Answer(int status, String type, byte[] bytes, InputStream stream) {
  static final String JSON = "application/json";

  static Answer json(Object message) {
    return new Answer(200, JSON, TrustJson.write(message), null);
  }

  static Answer files(InputStream stream) {
    return new Answer(200, "application/octet-stream", null, stream);
  }

  static Answer problem(int status, String code, String message) {
    return new Answer(status, JSON, TrustJson.write(Problem.of(code, message)), null);
  }
}
