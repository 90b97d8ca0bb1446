/** Reads what registry products send, one class per product, from untrusted JSON. */
package io.mdis.ingest.application.webhook;
