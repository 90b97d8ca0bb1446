/**
 * Who may call a service. The admin token is configured by its SHA-256, so that no configuration
 * file holds a secret; with it others are issued, each of one {@link io.mdis.access.Role}.
 * Everything but health, the webhooks and the admission webhook needs one, and every endpoint names
 * the role. And what a request that is refused gets, which is the same from every service.
 */
package io.mdis.access;
