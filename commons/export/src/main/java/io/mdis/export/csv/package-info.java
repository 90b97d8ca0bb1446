/** Comma-separated values (RFC 4180) for spreadsheets, safe to open in one. */
package io.mdis.export.csv;
