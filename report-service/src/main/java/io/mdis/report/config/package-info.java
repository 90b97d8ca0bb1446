/** Configuration of the report service and the wiring that follows from it. */
package io.mdis.report.config;
