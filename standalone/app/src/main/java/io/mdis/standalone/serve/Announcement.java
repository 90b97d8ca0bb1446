package io.mdis.standalone.serve;

import io.mdis.trust.config.TrustService;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.PrintStream;
import java.util.function.BiConsumer;

/** Tells the person who started the server where it is and how to get in. */
@ApplicationScoped
public class Announcement {
  /** Takes the addresses of the pages and of the port for host agents. */
  private static volatile BiConsumer<String, String> pending = (base, agents) -> {};

  private final HttpServer server;
  private final TrustService trust;

  Announcement(HttpServer server, TrustService trust) {
    this.server = server;
    this.trust = trust;
  }

  static void prepare(
      ServerOptions options, AdminToken token, String kafka, String mongodb, PrintStream messages) {
    pending =
        (base, agents) -> {
          messages.println("mdis: ready");
          messages.println("  pages and API  " + base + "/");
          messages.println("  webhook        " + base + "/webhooks/{harbor|distribution}");
          messages.println("  host agents    " + agents);
          messages.println("  kafka          " + kafka);
          messages.println("  mongodb        " + withoutPassword(mongodb));
          token
              .issued()
              .ifPresentOrElse(
                  issued -> {
                    messages.println("  admin token    " + issued);
                    messages.println(
                        "                 shown this once; send it as Authorization: Bearer …");
                  },
                  () -> messages.println("  admin token    as issued at the first start"));
          if (options.registries().isEmpty()) {
            messages.println("  registries     none: name those to watch with --registry");
          }
        };
  }

  void ready(@ObservesAsync HttpServerStart event) {
    String base = "http://" + System.getProperty("quarkus.http.host") + ":" + server.getPort();
    String agents = "https://" + System.getProperty("mdis.trust.listen.host") + ":" + trust.port();
    pending.accept(base, agents);
  }

  private static String withoutPassword(String uri) {
    return uri.replaceFirst("//[^@/]*@", "//…@");
  }
}
