/**
 * Looking through whole registries, for those that send no webhooks and for deliveries that were
 * lost: what is new goes the way of a push, what is gone the way of a deletion. Knows broker and
 * store only as ports.
 */
package io.mdis.ingest.crawl;
