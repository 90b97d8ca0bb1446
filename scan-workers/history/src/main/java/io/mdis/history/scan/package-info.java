/** The history scanner: what is rebuilt, linted and judged becomes findings and facts. */
package io.mdis.history.scan;
