/**
 * Who may call a service. One admin token, configured by its SHA-256 so that no configuration file
 * holds a secret; everything but health and the webhooks needs it.
 */
package io.mdis.access;
