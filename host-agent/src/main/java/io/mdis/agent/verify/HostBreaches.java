package io.mdis.agent.verify;

import io.mdis.contracts.Digest;
import io.mdis.measurement.docker.Check;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostLayer;
import io.mdis.measurement.docker.HostPin;
import io.mdis.trust.protocol.Breach;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a host finds wrong with an image by itself, in the words of the protocol. */
final class HostBreaches {
  private final KeptPins pins;

  HostBreaches(KeptPins pins) {
    this.pins = pins;
  }

  /** At most {@link Breach#MOST} of them. */
  List<Breach> of(HostImage found) throws IOException {
    List<Breach> breaches = new ArrayList<>();
    for (io.mdis.measurement.docker.Breach one : found.breaches()) {
      breaches.add(breach(one.check().name(), one.layer(), found, one.message()));
    }
    for (int i = 0; i < found.layers().size(); i++) {
      HostLayer layer = found.layers().get(i);
      Optional<HostPin> was = pins.find(layer.pin().cacheId());
      if (was.isPresent()) {
        for (String change : layer.pin().changesSince(was.get())) {
          breaches.add(breach(Check.PIN.name(), i, found, change));
        }
      }
    }
    return breaches.size() > Breach.MOST ? breaches.subList(0, Breach.MOST) : breaches;
  }

  private static Breach breach(String check, int layer, HostImage found, String message) {
    Digest diffId =
        layer < 0 || layer >= found.layers().size()
            ? null
            : found.layers().get(layer).measurement().metadata().diffId();
    return new Breach(check, layer, diffId, null, null, null, message);
  }
}
