/**
 * Findings that do not count: entries are asked before a result is stored, and what is stored is
 * judged again when entries change or end.
 */
package io.mdis.worker.suppress;
