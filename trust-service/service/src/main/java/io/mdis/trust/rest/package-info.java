/**
 * How the service is spoken to: by hosts over mutual TLS at a port of its own, by operators with
 * the admin token where the other services are.
 */
package io.mdis.trust.rest;
