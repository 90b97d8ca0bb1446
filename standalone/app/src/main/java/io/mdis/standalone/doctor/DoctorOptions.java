package io.mdis.standalone.doctor;

import io.mdis.malware.engine.clamav.ClamdAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at: what {@code mdis serve} would be started with.
 *
 * @param data folder that keeps everything
 * @param host address to listen on
 * @param ports of the API and of host agents; 0 for any
 * @param registries with their scheme, {@code https://host}
 * @param database advisory database
 * @param fetched whether a server would fetch that database by itself
 * @param kafka bootstrap servers; the broker inside when empty
 * @param mongodb connection string; the database inside when empty
 * @param clamd virus engine
 */
public record DoctorOptions(
    Path data,
    String host,
    List<Integer> ports,
    List<String> registries,
    Path database,
    boolean fetched,
    Optional<String> kafka,
    Optional<String> mongodb,
    Optional<ClamdAddress> clamd) {

  /** Copies the lists. */
  public DoctorOptions {
    ports = List.copyOf(ports);
    registries = List.copyOf(registries);
  }
}
