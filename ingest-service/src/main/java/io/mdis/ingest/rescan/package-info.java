/**
 * Scanning again what is stored, because somebody asks: what was asked for is kept, and handed on
 * so slowly that a push never waits long behind it. Knows store and broker only as ports.
 */
package io.mdis.ingest.rescan;
