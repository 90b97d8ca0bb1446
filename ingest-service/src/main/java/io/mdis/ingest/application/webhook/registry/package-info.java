/** The registry products whose webhooks are understood; one class each. */
package io.mdis.ingest.application.webhook.registry;
