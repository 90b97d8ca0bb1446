package io.mdis.trust.config;

import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.key.PemKeys;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.key.SigningKeys;
import io.mdis.trust.key.SigningKeys.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The keys and the authority, wherever the settings say that they are kept. */
@ApplicationScoped
public class KeyWiring {

  @Produces
  @Singleton
  ServiceKeys keys(TrustSettings settings) throws IOException {
    TrustSettings.Signing signing = settings.signing();
    SigningKey baselines = baselines(signing, settings.directory());
    SigningKey verdicts =
        signing.verdictKey().isPresent()
            ? SigningKeys.file(signing.verdictKey().get())
            : SigningKeys.fileOrNew(settings.directory().resolve("verdict.key"));
    List<PublicKey> retired = new ArrayList<>();
    for (Path file : signing.retired().orElse(List.of())) {
      retired.addAll(PemKeys.publicKeys(file));
    }
    return new ServiceKeys(baselines, verdicts, retired);
  }

  private static SigningKey baselines(TrustSettings.Signing signing, Path folder)
      throws IOException {
    if (signing.pkcs11().isPresent()) {
      TrustSettings.Pkcs11 token = signing.pkcs11().get();
      return SigningKeys.pkcs11(
          token.configuration(),
          token.alias(),
          PemKeys.text(token.pinFile()).strip().toCharArray());
    }
    return signing.baselineKey().isPresent()
        ? SigningKeys.file(signing.baselineKey().get())
        : SigningKeys.fileOrNew(folder.resolve("baseline.key"));
  }

  @Produces
  @Singleton
  CertificateAuthority authority(TrustSettings settings) throws IOException {
    return CertificateAuthority.open(
        settings.directory().resolve("authority"),
        settings.hosts().certificateLasts(),
        InstantSource.system());
  }
}
