package io.mdis.secret.password;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Configurations of services: whether they ask for a password, and for which. */
final class ServiceFile {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
  private static final Pattern TOMCAT_USER = Pattern.compile("<user\\s([^>]{1,500})>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z]{1,20})\\s*=\\s*[\"']([^\"']{0,200})[\"']");

  private static final Pattern ERLANG =
      Pattern.compile("\\{default_(user|pass),\\s*<<\"([^\"]{0,200})\">>\\}");

  /** Addresses that mean every network. */
  private static final Set<String> ANYWHERE = Set.of("*", "0.0.0.0", "::", "-::*");

  private static final Set<String> OFF = Set.of("0", "off", "false");

  private ServiceFile() {}

  /** redis.conf, sentinel.conf, users.acl. */
  static void redis(String[] lines, Report report) {
    boolean password = false;
    boolean everywhere = false;
    String mode = "";
    long at = 0;
    for (Setting setting : Setting.of(lines)) {
      String[] words = setting.value().split("\\s+");
      switch (setting.key()) {
        case "requirepass", "masterauth" -> {
          password |= setting.key().equals("requirepass") && !setting.value().isEmpty();
          password("redis", "", setting.value(), setting.line(), report);
        }
        case "sentinel" -> {
          if (words.length > 2 && words[0].equals("auth-pass")) {
            password("redis", "", words[2], setting.line(), report);
          }
        }
        case "user" -> password |= user(words, setting.line(), report);
        case "aclfile" -> password = true;
        case "protected-mode" -> mode = setting.value().toLowerCase(Locale.ROOT);
        case "bind" -> {
          if (Stream.of(words).anyMatch(ANYWHERE::contains)) {
            everywhere = true;
            at = setting.line();
          }
        }
        default -> {}
      }
    }
    if (!password && (mode.equals("no") || (everywhere && !mode.equals("yes")))) {
      report.add("redis-no-password", at, Map.of("service", "redis"));
    }
  }

  /** {@code user NAME on >password ~* +@all}; whether the default user is asked for one. */
  private static boolean user(String[] words, long line, Report report) {
    boolean on = false;
    boolean asked = false;
    for (String word : words) {
      on |= word.equals("on");
      asked |= word.startsWith(">") || word.startsWith("#");
      if (word.startsWith(">")) {
        password("redis", words[0], word.substring(1), line, report);
      }
    }
    return words[0].equals("default") && (asked || !on);
  }

  /** my.cnf and its kind; a password there is told by the rules. */
  static void mysql(String[] lines, Report report) {
    for (Setting setting : Setting.of(lines)) {
      boolean off = OFF.contains(setting.value().toLowerCase(Locale.ROOT));
      if (setting.key().replace('_', '-').equals("skip-grant-tables") && !off) {
        report.add("mysql-no-password-check", setting.line(), Map.of("service", "mysql"));
      }
    }
  }

  /** pg_hba.conf: type, database, user, address, method. */
  static void postgres(String[] lines, Report report) {
    for (int i = 0; i < lines.length; i++) {
      String text = lines[i].strip();
      String[] fields = text.split("\\s+");
      if (text.startsWith("#") || fields.length < 5 || !fields[0].startsWith("host")) {
        continue;
      }
      String address = fields[3];
      boolean mask = fields.length > 5 && fields[4].indexOf('.') > 0;
      String method = fields[mask ? 5 : 4];
      boolean local =
          address.startsWith("127.")
              || address.startsWith("::1")
              || address.equals("localhost")
              || address.equals("samehost");
      Map<String, String> details =
          Map.of("service", "postgres", "user", fields[2], "address", address);
      if (method.equals("trust") && !local) {
        report.add("postgres-trust", i + 1L, details);
      } else if ((method.equals("password") || method.equals("md5")) && !local) {
        report.add("postgres-plain-password", i + 1L, details);
      }
    }
  }

  /** mongod.conf in YAML or the old form. */
  static void mongo(String[] lines, Report report) {
    boolean authorised = false;
    boolean open = false;
    long at = 0;
    for (Setting setting : Setting.of(lines)) {
      authorised |=
          setting.is("authorization", "enabled")
              || setting.is("auth", "true")
              || setting.key().equals("keyfile");
      String key = setting.key().replace("_", "");
      boolean everywhere =
          (key.equals("bindipall") && setting.value().equalsIgnoreCase("true"))
              || (key.equals("bindip")
                  && Stream.of(setting.value().split("[,\\s]+")).anyMatch(ANYWHERE::contains));
      if (everywhere) {
        open = true;
        at = setting.line();
      }
    }
    if (open && !authorised) {
      report.add("mongo-no-auth", at, Map.of("service", "mongodb"));
    }
  }

  /** tomcat-users.xml. */
  static void tomcat(String text, Report report) {
    String visible = COMMENT.matcher(text).replaceAll(" ");
    Matcher user = TOMCAT_USER.matcher(visible);
    while (user.find()) {
      String name = "";
      String password = "";
      String roles = "";
      Matcher attribute = ATTRIBUTE.matcher(user.group(1));
      while (attribute.find()) {
        switch (attribute.group(1).toLowerCase(Locale.ROOT)) {
          case "username", "name" -> name = attribute.group(2);
          case "password" -> password = attribute.group(2);
          case "roles" -> roles = attribute.group(2);
          default -> {}
        }
      }
      if (password.isEmpty() || password.contains("${") || password.startsWith("<")) {
        continue;
      }
      Map<String, String> details = Map.of("service", "tomcat", "user", name, "roles", roles);
      boolean common = CommonPasswords.contains(password, name);
      report.add(common ? "tomcat-default-user" : "tomcat-user", 0, password, details);
    }
  }

  /** rabbitmq.conf and the old form in Erlang terms. */
  static void rabbitmq(String[] lines, Report report) {
    String user = "";
    for (Setting setting : Setting.of(lines)) {
      switch (setting.key()) {
        case "loopback_users.guest" -> {
          if (setting.value().equals("false")) {
            report.add("rabbitmq-guest-remote", setting.line(), Map.of("service", "rabbitmq"));
          }
        }
        case "loopback_users" -> {
          if (setting.value().equals("none")) {
            report.add("rabbitmq-guest-remote", setting.line(), Map.of("service", "rabbitmq"));
          }
        }
        case "default_user" -> user = setting.value();
        case "default_pass" -> password("rabbitmq", user, setting.value(), setting.line(), report);
        default -> {}
      }
    }
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].replace(" ", "").contains("{loopback_users,[]}")) {
        report.add("rabbitmq-guest-remote", i + 1L, Map.of("service", "rabbitmq"));
      }
      Matcher term = ERLANG.matcher(lines[i]);
      while (term.find()) {
        if (term.group(1).equals("user")) {
          user = term.group(2);
        } else {
          password("rabbitmq", user, term.group(2), i + 1L, report);
        }
      }
    }
  }

  /** elasticsearch.yml, opensearch.yml. */
  static void elasticsearch(String[] lines, Report report) {
    for (Setting setting : Setting.of(lines)) {
      if (setting.is("xpack.security.enabled", "false")
          || setting.is("plugins.security.disabled", "true")) {
        report.add("elasticsearch-no-auth", setting.line(), Map.of("service", "elasticsearch"));
      }
    }
  }

  /** vsftpd.conf. */
  static void vsftpd(String[] lines, Report report) {
    boolean anonymous = false;
    boolean writes = false;
    long at = 0;
    for (Setting setting : Setting.of(lines)) {
      if (setting.is("anonymous_enable", "yes")) {
        anonymous = true;
        at = setting.line();
      }
      writes |=
          setting.is("anon_upload_enable", "yes")
              || setting.is("anon_mkdir_write_enable", "yes")
              || setting.is("anon_other_write_enable", "yes");
    }
    if (anonymous) {
      report.add(writes ? "ftp-anonymous-write" : "ftp-anonymous", at, Map.of("service", "vsftpd"));
    }
  }

  /** sshd_config: the first value of a keyword counts. */
  static void sshd(String[] lines, Report report) {
    boolean root = false;
    boolean passwords = true;
    long rootAt = 0;
    boolean rootSet = false;
    boolean emptySet = false;
    boolean passwordSet = false;
    for (Setting setting : Setting.of(lines)) {
      switch (setting.key()) {
        case "permitemptypasswords" -> {
          if (!emptySet && setting.value().equalsIgnoreCase("yes")) {
            report.add("sshd-empty-passwords", setting.line(), Map.of("service", "sshd"));
          }
          emptySet = true;
        }
        case "permitrootlogin" -> {
          if (!rootSet) {
            rootSet = true;
            root = setting.value().equalsIgnoreCase("yes");
            rootAt = setting.line();
          }
        }
        case "passwordauthentication" -> {
          if (!passwordSet) {
            passwordSet = true;
            passwords = !setting.value().equalsIgnoreCase("no");
          }
        }
        default -> {}
      }
    }
    if (root && passwords) {
      report.add("sshd-root-password", rootAt, Map.of("service", "sshd"));
    }
  }

  /** Users of files such as grafana.ini: the defaults that are shipped. */
  static void defaults(String service, String[] lines, List<String> keys, Report report) {
    for (Setting setting : Setting.of(lines)) {
      if (keys.contains(setting.key())
          && CommonPasswords.contains(setting.value(), "admin")
          && !setting.value().isEmpty()) {
        report.add(
            "service-password-common",
            setting.line(),
            setting.value(),
            Map.of("service", service, "setting", setting.key()));
      }
    }
  }

  private static void password(
      String service, String user, String value, long line, Report report) {
    if (value.isEmpty() || value.contains("${") || value.startsWith("<")) {
      return;
    }
    boolean common = CommonPasswords.contains(value, user.isEmpty() ? service : user);
    report.add(
        common ? "service-password-common" : "service-password-in-file",
        line,
        value,
        user.isEmpty() ? Map.of("service", service) : Map.of("service", service, "user", user));
  }
}
