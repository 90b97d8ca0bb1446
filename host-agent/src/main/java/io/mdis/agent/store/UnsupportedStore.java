package io.mdis.agent.store;

import io.mdis.contracts.Digest;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.host.TreeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that can't be measured: every question gets that answer. */
record UnsupportedStore(String description) implements ImageStore {

  @Override
  public Map<Digest, List<String>> images() throws MeasurementException {
    throw unsupported();
  }

  @Override
  public HostImage measure(Digest imageId, TreeSource files, Path lists)
      throws MeasurementException {
    throw unsupported();
  }

  @Override
  public boolean hasLayer(String cacheId) throws MeasurementException {
    throw unsupported();
  }

  @Override
  public List<String> containers() throws MeasurementException {
    throw unsupported();
  }

  @Override
  public Optional<StoredContainer> container(String id) throws MeasurementException {
    throw unsupported();
  }

  private MeasurementException unsupported() {
    return new MeasurementException(
        MeasurementProblem.UNSUPPORTED_STORE,
        "UNSUPPORTED: "
            + description
            + ": trust is not measured there; supported are Docker's own image store with overlay2,"
            + " and containers-storage (podman, buildah) with overlay");
  }
}
