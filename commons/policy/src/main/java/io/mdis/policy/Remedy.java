package io.mdis.policy;

import io.mdis.contracts.Finding;

/** What would have to change for a finding to be gone, in one line. */
final class Remedy {
  private Remedy() {}

  static String of(Finding finding) {
    String told = finding.details().getOrDefault("remedy", "");
    String name = finding.details().getOrDefault("package", finding.path());
    return switch (finding.dimension()) {
      case "vulnerability" ->
          FindingCondition.fixable(finding)
              ? "update " + name + " to " + finding.details().get("fixedVersion")
              : "no fix is known for "
                  + finding.id()
                  + ": do without "
                  + name
                  + ", or have an exception made";
      case "malware" -> "build the image without " + place(finding);
      case "secret" -> "revoke what is in " + place(finding) + ", and build the image without it";
      default -> told.isBlank() ? "change what " + finding.id() + " tells of" : told;
    };
  }

  /** A file, or what of the image's configuration it is in. */
  private static String place(Finding finding) {
    return finding.path() == null
        ? "its configuration (" + finding.details().getOrDefault("config", finding.id()) + ")"
        : finding.path();
  }
}
