/**
 * SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), with the properties that
 * GitHub code scanning reads.
 */
package io.mdis.export.sarif;
