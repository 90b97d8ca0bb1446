/** Results in MongoDB: every write is an idempotent upsert, keyed as io.mdis.contracts says. */
package io.mdis.worker.store;
