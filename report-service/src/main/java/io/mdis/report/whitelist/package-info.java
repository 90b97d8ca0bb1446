/**
 * The entries that suppress findings: who may change which, what is written down about it, and how
 * whole files and VEX documents replace what they said before.
 */
package io.mdis.report.whitelist;
