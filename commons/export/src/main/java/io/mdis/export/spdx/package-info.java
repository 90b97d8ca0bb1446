/**
 * SPDX 2.3 as JSON: the packages, and vulnerabilities as security references of theirs (annex K.1
 * of the specification, "Including security information").
 */
package io.mdis.export.spdx;
