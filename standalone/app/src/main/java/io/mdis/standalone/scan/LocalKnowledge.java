package io.mdis.standalone.scan;

import io.mdis.malware.engine.clamav.ClamdAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the scanners of a command line judge by.
 *
 * @param advisories database; may be absent
 * @param absence why there is no advisory database; empty when not known or there is one
 * @param clamd virus engine; files are judged without one when empty
 * @param samples library of known malicious files; may be absent
 * @param secretKey file with the key that names secrets; made when absent
 */
public record LocalKnowledge(
    Path advisories, String absence, Optional<ClamdAddress> clamd, Path samples, Path secretKey) {}
