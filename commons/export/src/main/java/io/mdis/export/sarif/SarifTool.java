package io.mdis.export.sarif;

import io.mdis.export.Report;
import java.util.List;

/** {@code run.tool} (section 3.18). */
record SarifTool(Driver driver) {

  /** {@code toolComponent} (section 3.19). */
  record Driver(String name, String version, String organization, List<SarifRule> rules) {}

  static SarifTool of(Report report, SarifRules rules) {
    return new SarifTool(new Driver("MDIS", report.mdisVersion(), "MDIS", rules.all()));
  }
}
