package io.mdis.standalone.serve;

import io.mdis.image.registry.DockerConfig;
import io.mdis.standalone.scan.DockerLogins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the services are told by this start, as configuration keys. System properties, because they
 * come before files and defaults.
 */
record ServiceSettings(Map<String, String> values) {

  static ServiceSettings of(
      ServerOptions options, DataFolder data, AdminToken token, String kafka, String mongodb)
      throws IOException {
    DockerConfig logins = DockerLogins.ofUser();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("quarkus.http.host", options.host());
    values.put("quarkus.http.port", Integer.toString(options.port()));
    values.put("quarkus.log.file.path", data.path("logs/mdis.log").toString());
    values.put("kafka.bootstrap.servers", kafka);
    values.put("quarkus.mongodb.connection-string", mongodb);
    values.put("mdis.access.token-sha256", token.sha256());
    Path advisories = options.database().orElse(data.path("advisories.db"));
    values.put("mdis.vulnerability.database", advisories.toAbsolutePath().toString());
    // A database that someone names is that person's to keep up to date.
    values.put("mdis.vulnerability.update.enabled", Boolean.toString(options.database().isEmpty()));
    values.put("mdis.vulnerability.update.folder", data.path("advisories").toString());
    values.put("mdis.worker.layer-store.directory", data.path("layers").toString());
    options
        .clamd()
        .ifPresent(address -> values.put("mdis.malware.clamav.address", address.toString()));
    Path samples = options.samples().orElse(data.path("samples.db"));
    values.put("mdis.malware.samples.library", samples.toAbsolutePath().toString());
    values.put("mdis.secret.hash-key-file", data.path("secret-hash.key").toString());
    values.put("mdis.registry.loan-key-file", LoanKeyFile.of(data).toString());
    values.put("mdis.trust.directory", data.path("trust").toString());
    values.put("mdis.trust.listen.host", options.host());
    values.put("mdis.trust.listen.port", Integer.toString(options.agents().port()));
    values.put("mdis.trust.listen.names", String.join(",", options.agents().names()));
    List<ServerOptions.Registry> registries = options.registries();
    for (int i = 0; i < registries.size(); i++) {
      String key = "mdis.registries[" + i + "].";
      values.put(key + "host", registries.get(i).host());
      values.put(key + "plain-http", Boolean.toString(registries.get(i).plainHttp()));
      logins
          .find(registries.get(i).host())
          .ifPresent(
              login -> {
                values.put(key + "username", login.username());
                values.put(key + "password", login.password());
              });
    }
    return new ServiceSettings(values);
  }

  void apply() {
    values.forEach(System::setProperty);
  }
}
