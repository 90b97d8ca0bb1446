package io.mdis.agent.enrol;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.config.AgentConfig.IdentityFiles;
import io.mdis.agent.disk.BoundedFile;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.tar.ByteString;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An identity in files that somebody else renews, such as a SPIFFE agent. */
public record ForeignFiles(IdentityFiles files) implements IdentitySource {
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public Identity read() throws IOException {
    String certificate = text(files.certificate());
    var notAfter = Pem.certificates(certificate).getFirst().getNotAfter().toInstant();
    Enrolled enrolled =
        new Enrolled(certificate, text(files.authorities()), keys(), notAfter, notAfter);
    return new Identity(
        HostName.of(files.host()),
        ByteString.of(Pem.der(text(files.key()), "PRIVATE KEY")),
        enrolled);
  }

  @Override
  public boolean renewable() {
    return false;
  }

  @Override
  public void write(Identity identity) {
    throw new UnsupportedOperationException("somebody else renews " + files.certificate());
  }

  private List<TrustKey> keys() throws IOException {
    List<TrustKey> keys = new ArrayList<>();
    byte[] json = BoundedFile.read(files.trustKeys(), MAX_BYTES);
    for (JsonNode key : BoundedJson.any(json, MAX_BYTES, files.trustKeys().toString())) {
      keys.add(TrustJson.read(key.toString().getBytes(StandardCharsets.UTF_8), TrustKey.class));
    }
    return keys;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII);
  }
}
