package io.mdis.export.sarif;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** {@code result} (section 3.27). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SarifResult(
    String ruleId,
    int ruleIndex,
    String level,
    SarifRule.Text message,
    List<SarifLocation> locations,
    Map<String, String> partialFingerprints,
    List<Suppression> suppressions,
    Map<String, String> properties) {

  /** {@code suppression} (section 3.35). */
  record Suppression(String kind, String status, String justification) {}
}
