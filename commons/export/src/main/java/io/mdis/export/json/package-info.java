/** The report in MDIS's own JSON, of which docs/reference/report.schema.json is the schema. */
package io.mdis.export.json;
