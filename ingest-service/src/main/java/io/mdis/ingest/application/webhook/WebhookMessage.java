package io.mdis.ingest.application.webhook;

import java.util.Optional;

/**
 * An authentic delivery.
 *
 * @param request as it came
 * @param payload its JSON
 * @param registry where the images of this source are to be had, as configured; for what a payload
 *     doesn't say
 */
public record WebhookMessage(
    WebhookRequest request, PayloadField payload, Optional<RegistryTemplate> registry) {}
