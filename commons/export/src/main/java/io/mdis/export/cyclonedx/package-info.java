/**
 * CycloneDX 1.6 as JSON: the packages, their vulnerabilities, and as VEX what was decided about
 * suppressed ones. Findings of other dimensions are no vulnerabilities of packages and not told.
 */
package io.mdis.export.cyclonedx;
