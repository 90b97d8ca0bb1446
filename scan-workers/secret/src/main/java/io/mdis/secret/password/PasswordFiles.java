package io.mdis.secret.password;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.PathKind;
import io.mdis.secret.detect.SecretHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Reads the files that hold accounts or say whether a service asks for a password, recognised by
 * their paths. Safe for use by several threads.
 */
public final class PasswordFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final String SHARED = "usr/share/";

  private final SecretHash hash;
  private final int tries;

  /**
   * With a key that names values.
   *
   * @param tries hashes of SHA-512 that are computed for one file, or work of that cost
   */
  public PasswordFiles(SecretHash hash, int tries) {
    this.hash = hash;
    this.tries = tries;
  }

  private enum Kind {
    NONE,
    SYSTEM,
    WEB,
    REDIS,
    MYSQL,
    POSTGRES,
    MONGO,
    TOMCAT,
    RABBITMQ,
    ELASTICSEARCH,
    VSFTPD,
    SSHD,
    GRAFANA
  }

  /** Whether a file is one of them, by its path. */
  public boolean isCandidate(String path) {
    return kind(path) != Kind.NONE;
  }

  /** What is weak in a file, of its first MiB; in the order of its lines. */
  public List<CheckHit> read(String path, InputStream in) throws IOException {
    String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    Report report = new Report(path, hash);
    switch (kind(path)) {
      case SYSTEM -> AccountFile.system(lines, new Guess(tries), report);
      case WEB -> AccountFile.web(lines, new Guess(tries), report);
      case REDIS -> ServiceFile.redis(lines, report);
      case MYSQL -> ServiceFile.mysql(lines, report);
      case POSTGRES -> ServiceFile.postgres(lines, report);
      case MONGO -> ServiceFile.mongo(lines, report);
      case TOMCAT -> ServiceFile.tomcat(text, report);
      case RABBITMQ -> ServiceFile.rabbitmq(lines, report);
      case ELASTICSEARCH -> ServiceFile.elasticsearch(lines, report);
      case VSFTPD -> ServiceFile.vsftpd(lines, report);
      case SSHD -> ServiceFile.sshd(lines, report);
      case GRAFANA ->
          ServiceFile.defaults("grafana", lines, List.of("admin_password", "secret_key"), report);
      case NONE -> {}
    }
    return report.hits();
  }

  private static Kind kind(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    Kind kind =
        switch (name) {
          case "shadow", "passwd", "shadow-", "passwd-", "master.passwd" ->
              lower.equals("etc/" + name) ? Kind.SYSTEM : Kind.NONE;
          case ".htpasswd", "htpasswd", ".htpasswds" -> Kind.WEB;
          case "redis.conf", "sentinel.conf", "redis-server.conf", "users.acl" -> Kind.REDIS;
          case "my.cnf", "mysqld.cnf", "my.ini", "server.cnf" -> Kind.MYSQL;
          case "pg_hba.conf" -> Kind.POSTGRES;
          case "mongod.conf", "mongodb.conf" -> Kind.MONGO;
          case "tomcat-users.xml" -> Kind.TOMCAT;
          case "rabbitmq.conf", "rabbitmq.config" -> Kind.RABBITMQ;
          case "elasticsearch.yml", "opensearch.yml" -> Kind.ELASTICSEARCH;
          case "vsftpd.conf" -> Kind.VSFTPD;
          case "sshd_config" -> Kind.SSHD;
          case "grafana.ini" -> Kind.GRAFANA;
          default ->
              lower.contains("sshd_config.d/") && name.endsWith(".conf")
                  ? Kind.SSHD
                  : lower.contains("redis/") && name.endsWith(".conf") ? Kind.REDIS : Kind.NONE;
        };
    // Not every file there is a page or a sample: Elasticsearch and Grafana live there.
    boolean documentation =
        kind != Kind.NONE
            && lower.startsWith(SHARED)
            && PathKind.of(lower.substring(SHARED.length())).remote();
    return documentation ? Kind.NONE : kind;
  }
}
