package io.mdis.standalone.serve;

import io.mdis.malware.engine.clamav.ClamdAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param data absolute folder that keeps everything
 * @param host address to listen on
 * @param port of the API and the pages; 0 for a free one
 * @param registries the only ones that are ever contacted
 * @param database advisory database; by default below {@code data}
 * @param kafka bootstrap servers instead of the broker inside
 * @param mongodb connection string instead of the database inside
 * @param clamd virus engine; files are judged without one when empty
 * @param samples library of known malicious files; by default below {@code data}
 * @param agents where host agents ask
 */
public record ServerOptions(
    Path data,
    String host,
    int port,
    List<Registry> registries,
    Optional<Path> database,
    Optional<String> kafka,
    Optional<String> mongodb,
    Optional<ClamdAddress> clamd,
    Optional<Path> samples,
    Agents agents) {

  /** A registry that may be contacted: {@code host[:port]}, and whether without TLS. */
  public record Registry(String host, boolean plainHttp) {}

  /** The port where host agents ask, 0 for a free one, and the names by which they reach it. */
  public record Agents(int port, List<String> names) {

    /** Copies what it is given. */
    public Agents {
      names = List.copyOf(names);
    }
  }
}
