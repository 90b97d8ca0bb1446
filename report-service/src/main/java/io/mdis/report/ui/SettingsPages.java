package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of what the service runs with. It changes nothing, and shows no secret. */
@Path("/ui/settings")
@RolesAllowed(Roles.ADMIN)
public final class SettingsPages {
  private static final Pattern OURS = Pattern.compile("mdis\\.[A-Za-z0-9._\"-]{1,200}");

  /** What may hold a secret, or the address of a webhook, which is one. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|password|credential|key|url|uri|auth|user).*");

  private final Config config;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance settings(List<SettingView> settings);
  }

  /**
   * A setting on the page.
   *
   * @param name of it
   * @param value empty when it is hidden
   * @param hidden whether it may be a secret
   * @param source kind of place that set it
   */
  public record SettingView(String name, String value, boolean hidden, String source) {}

  /** Shows the given settings. */
  public SettingsPages(Config config, Pages pages) {
    this.config = config;
    this.pages = pages;
  }

  /** The page. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response settings() {
    return pages.answer(
        () -> {
          List<SettingView> settings = new ArrayList<>();
          for (String name : config.getPropertyNames()) {
            if (OURS.matcher(name).matches()) {
              settings.add(setting(name));
            }
          }
          settings.sort(Comparator.comparing(SettingView::name));
          return pages.shown(Templates.settings(settings));
        });
  }

  private SettingView setting(String name) {
    // The dimension of that name keeps no secrets in its settings.
    boolean hidden = SECRET.matcher(name.replaceFirst("^mdis\\.secret\\.", "")).matches();
    ConfigValue value = config.getConfigValue(name);
    String text = value.getValue() == null ? "" : value.getValue();
    return new SettingView(name, hidden ? "" : text, hidden, source(value.getSourceName()));
  }

  /** The kind of source; its name may tell a path or an address. */
  private static String source(String name) {
    if (name == null) {
      return "";
    }
    if (name.startsWith("EnvConfigSource")) {
      return "environment";
    }
    if (name.startsWith("SysPropConfigSource")) {
      return "command line";
    }
    return name.contains("microprofile-config") || name.startsWith("DefaultValues")
        ? "default"
        : "file";
  }
}
