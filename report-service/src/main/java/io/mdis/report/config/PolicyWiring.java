package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageSource;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.RegistryClient;
import io.mdis.report.admission.AdmissionControl;
import io.mdis.report.gate.ImageGate;
import io.mdis.report.store.MongoEvidenceSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts of the gate that know nothing of the container. */
@Singleton
public final class PolicyWiring {

  @Produces
  @Singleton
  ImageGate gate(
      PolicySettings settings,
      MongoClient client,
      RegistryClient registries,
      @ConfigProperty(name = "mdis.database") String database) {
    return new ImageGate(
        new FollowedPolicies(settings.file(), settings.reload()),
        new MongoEvidenceSource(client.getDatabase(database)),
        reference -> platforms(registries, reference),
        Clock.systemUTC());
  }

  @Produces
  @Singleton
  AdmissionControl admission(ImageGate gate, AdmissionSettings settings) {
    return new AdmissionControl(
        gate::decide, settings.failOpen(), settings.dryRun(), settings.timeout());
  }

  private static List<Digest> platforms(RegistryClient registries, ImageReference reference)
      throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (ImageSource image : registries.resolve(reference, Optional.empty()).images()) {
      try (image) {
        digests.add(image.digest());
      }
    }
    return digests;
  }
}
