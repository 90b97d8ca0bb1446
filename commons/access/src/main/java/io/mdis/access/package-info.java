/**
 * Who may call a service. One admin token, configured by its SHA-256 so that no configuration file
 * holds a secret; everything but health and the webhooks needs it. And what a request that is
 * refused gets, which is the same from every service.
 */
package io.mdis.access;
