/**
 * The canonical form LTD1: entries, their records, the digest over them, the per-file list that is
 * kept with a baseline, and what differs between two of them.
 */
package io.mdis.measurement.tree;
