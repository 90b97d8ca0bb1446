package io.mdis.agent.service;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the agent asks the trust service. Every method throws {@link ServiceException} when it
 * answers with an error, and another IOException when it doesn't answer. Nothing that it says
 * counts before its signature was checked.
 */
public interface TrustService {
  /** Asks about an image. */
  VerifyAnswer verify(VerifyRequest request) throws IOException;

  /** Delivers a {@link io.mdis.trust.protocol.MeasurementReport} in JSON. */
  ReportAnswer report(byte[] report) throws IOException;

  /** Delivers an {@link io.mdis.trust.protocol.AlertReport} in JSON. */
  void alert(byte[] report) throws IOException;

  /** Delivers a {@link io.mdis.trust.protocol.LoggedSecretsReport} in JSON. */
  void secrets(byte[] report) throws IOException;

  /** Fetches the per-file list of a layer of an image into a file. */
  void files(Digest image, Digest diffId, Path file) throws IOException;

  /** Keys whose statements are to be believed. */
  List<TrustKey> keys() throws IOException;

  /** Asks for the next certificate. */
  Enrolled renew(RenewalRequest request) throws IOException;
}
