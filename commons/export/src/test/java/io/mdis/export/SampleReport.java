package io.mdis.export;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small report that has something of everything, hostile names too. */
public final class SampleReport {
  public static final Digest BASE = Digest.sha256("a".repeat(64));
  public static final Digest TOP = Digest.sha256("b".repeat(64));
  private static final String TAR = "application/vnd.oci.image.layer.v1.tar+gzip";

  private SampleReport() {}

  /** The report of the golden files. */
  public static Report small() {
    return report(vulnerabilities(), components());
  }

  /** A report of as many findings as large images have, each with all details. */
  public static Report large(int findings) {
    List<Finding> many = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      String name = "package-" + i / 10;
      many.add(
          vulnerability("CVE-2024-" + (10_000 + i), name, "1.0-" + i / 10, Severity.HIGH, "2.0"));
      if (i % 10 == 0) {
        components.add(component(name, "1.0-" + i / 10, TOP));
      }
    }
    return report(many, components);
  }

  private static Report report(List<Finding> vulnerabilities, List<Component> components) {
    return new Report(
        "1.2.3",
        Instant.parse("2026-11-25T10:15:30Z"),
        new Report.Image(
            "registry.example:5000/team/app:1.0",
            "sha256:" + "c".repeat(64),
            "sha256:" + "d".repeat(64),
            "linux/amd64",
            List.of(
                new LayerDescriptor(Digest.sha256("e".repeat(64)), BASE, TAR, 2_800_000),
                new LayerDescriptor(Digest.sha256("f".repeat(64)), TOP, TAR, 1_200))),
        List.of(
            new ScanResult(
                "vulnerability",
                ScanStatus.SUCCEEDED,
                List.of(),
                "6",
                "db-1",
                vulnerabilities,
                Map.of(
                    "distribution", "alpine 3.10.2",
                    "advisoryDatabaseNewest", "2026-11-24T00:00:00Z")),
            new ScanResult(
                "malware",
                ScanStatus.PARTIAL,
                List.of(
                    new ScanReason(
                        "engine.none", "no virus engine was asked: set --clamd or MDIS_CLAMD")),
                "3",
                "rules-1",
                List.of(
                    new Finding(
                        "sample:Mirai",
                        "malware",
                        Severity.CRITICAL,
                        null,
                        "usr/bin/run=me is 97 % like a known sample of Mirai",
                        TOP,
                        "opt/tools.zip",
                        Map.of(
                            "member", "opt/tools.zip!/=run me",
                            "verdict", "SUSPECTED",
                            "why", "it is like a known sample"))),
                Map.of()),
            new ScanResult(
                "history",
                ScanStatus.SUCCEEDED,
                List.of(),
                "2",
                "rules-1",
                List.of(
                    new Finding(
                        "user-is-root",
                        "history",
                        Severity.LOW,
                        null,
                        "The image runs as root",
                        null,
                        null,
                        Map.of(
                            "reason", "Who gets in by the service has the whole container.",
                            "remedy", "Add USER with a number."))),
                Map.of("base", "docker.io/library/alpine:3.10")),
            new ScanResult(
                "secret",
                ScanStatus.FAILED,
                List.of(new ScanReason("layer.unreadable", "layer 2 can't be read: pull it again")),
                "4",
                "rules-1",
                List.of(
                    new Finding(
                        "github-pat",
                        "secret",
                        Severity.CRITICAL,
                        "CRITICAL",
                        "GitHub personal access token",
                        TOP,
                        "srv/<config> & more.env",
                        Map.of(
                            "line", "12",
                            "secret", "ghp_…9f",
                            "visible", "true",
                            "reason", "Whoever has it acts as its owner.",
                            "remedy", "Revoke it in the settings."))),
                Map.of())),
        components);
  }

  private static List<Finding> vulnerabilities() {
    return List.of(
        vulnerability("CVE-2019-1563", "libcrypto1.1", "1.1.1c-r0", Severity.CRITICAL, "1.1.1d-r0"),
        vulnerability("CVE-2019-1563", "libssl1.1", "1.1.1c-r0", Severity.HIGH, "1.1.1d-r0"),
        vulnerability("CVE-2019-14697", "musl", "1.1.22-r2", Severity.HIGH, "1.1.22-r3")
            .judged(
                new FindingSuppression(
                    "entry-1",
                    "x87 code is not in this build",
                    "ann@example.org",
                    Instant.parse("2027-01-01T00:00:00Z"),
                    "vex",
                    "not_affected"),
                null),
        vulnerability("CVE-2020-28928", "musl", "1.1.22-r2", Severity.MEDIUM, "")
            .judged(
                new FindingSuppression(
                    "entry-2", "we live with it", null, null, "file", "accepted"),
                null),
        vulnerability("CVE-2018-1000500", "busybox", "1.30.1-r2", Severity.UNKNOWN, "")
            .judged(null, "a VEX document says: under investigation"));
  }

  /** A finding as the scanner makes them. */
  public static Finding vulnerability(
      String id, String name, String version, Severity severity, String fixed) {
    Map<String, String> details = new java.util.TreeMap<>();
    details.put("package", name);
    details.put("installedVersion", version);
    details.put("purl", purl(name, version));
    details.put("sourcePackage", name);
    details.put("advisory", "ALPINE-" + id);
    details.put("source", "alpine-secdb");
    details.put("status", fixed.isEmpty() ? "affected" : "fixed");
    if (!fixed.isEmpty()) {
      details.put("fixedVersion", fixed);
      details.put("aliases", "GHSA-aaaa-bbbb-cccc");
      details.put("cwe", "CWE-203");
      details.put("cvssScore", "9.8");
      details.put("cvssVector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
      details.put("cvssSource", "nvd");
      details.put("published", "2019-09-10T17:15:00Z");
      details.put("epss", "0.00412");
      details.put("kev", "true");
      details.put("priority", "96");
    }
    return new Finding(
        id,
        "vulnerability",
        severity,
        severity.name(),
        id + " in " + name + " " + version + ": a flaw",
        BASE,
        "lib/apk/db/installed",
        details);
  }

  private static List<Component> components() {
    return List.of(
        component("busybox", "1.30.1-r2", BASE),
        component("libcrypto1.1", "1.1.1c-r0", BASE),
        component("libssl1.1", "1.1.1c-r0", BASE),
        component("musl", "1.1.22-r2", BASE),
        new Component(
            Optional.of("pkg:npm/%40scope/left-pad@1.3.0"),
            "npm",
            "@scope/left-pad",
            "1.3.0",
            "",
            "@scope/left-pad",
            TOP,
            "srv/node_modules/@scope/left-pad/package.json"),
        new Component(
            Optional.empty(),
            "npm",
            "=a\u0007 b",
            "\"1\"",
            "",
            "=a\u0007 b",
            TOP,
            "srv/package.json"));
  }

  private static Component component(String name, String version, Digest layer) {
    return new Component(
        Optional.of(purl(name, version)),
        "apk",
        name,
        version,
        "x86_64",
        name,
        layer,
        "lib/apk/db/installed");
  }

  private static String purl(String name, String version) {
    return "pkg:apk/alpine/" + name + "@" + version + "?arch=x86_64&distro=alpine-3.10.2";
  }
}
