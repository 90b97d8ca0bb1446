/** How a sender of webhooks proves that it knows the secret of its source; constant-time. */
package io.mdis.ingest.application.webhook.proof;
