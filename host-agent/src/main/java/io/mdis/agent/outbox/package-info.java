/**
 * Reports to the trust service on their way: each is on the disk before anything goes on, and is
 * removed when the service has it. What the outbox has no room for isn't decided, so nothing is
 * lost.
 */
package io.mdis.agent.outbox;
