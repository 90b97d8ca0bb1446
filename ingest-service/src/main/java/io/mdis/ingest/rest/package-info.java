/** HTTP of the ingest service: webhooks, manual submits, and errors as JSON. */
package io.mdis.ingest.rest;
