package io.mdis.worker.judged;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;

/**
 * A stored result without its findings.
 *
 * @param image manifest digest
 * @param counts findings by severity, without suppressed ones
 * @param suppressed findings that are suppressed
 */
public record JudgedResult(
    Digest image,
    ScanStatus status,
    List<ScanReason> reasons,
    Map<Severity, Integer> counts,
    int suppressed,
    String scannerVersion,
    String rulesVersion) {}
