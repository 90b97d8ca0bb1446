/** Heals: what was accepted and has no current result is enqueued again. */
package io.mdis.worker.reconcile;
