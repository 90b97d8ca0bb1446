package io.mdis.ingest.config;

import io.mdis.ingest.application.EventOutlet;
import io.mdis.ingest.application.Intake;
import io.mdis.ingest.application.KnownRegistries;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.rescan.RescanDesk;
import io.mdis.ingest.rescan.RescanStore;
import io.mdis.ingest.resolve.ImageResolver;
import io.mdis.ingest.resolve.RegistryResolver;
import io.mdis.registries.NamedImages;
import io.mdis.registries.RegistrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts together that know no framework. */
@ApplicationScoped
public class IngestParts {

  @Produces
  @Singleton
  KnownRegistries registries(RegistrySettings settings) {
    return new KnownRegistries(
        settings.all().stream().map(RegistrySettings.Registry::host).toList());
  }

  @Produces
  @Singleton
  Intake intake(KnownRegistries registries, EventOutlet outlet) {
    return new Intake(registries, outlet, Clock.systemUTC());
  }

  @Produces
  @Singleton
  ImageResolver resolver(NamedImages images) {
    return new RegistryResolver(images);
  }

  @Produces
  @Singleton
  RescanDesk rescanDesk(RescanStore store, IngestSettings settings) {
    return new RescanDesk(store, settings.rescan().mostOpen(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  PayloadParser parser() {
    return new PayloadParser();
  }
}
