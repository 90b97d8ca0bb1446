/** What hosts report of themselves: what they measured, and what they decided alone. */
package io.mdis.trust.report;
