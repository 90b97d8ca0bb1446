/**
 * Webhooks of registries: what came, what of it is read, and how each part is checked. The products
 * are in {@code registry}, the ways of proving who sends in {@code proof}.
 */
package io.mdis.ingest.application.webhook;
