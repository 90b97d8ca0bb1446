/**
 * The trust service as the agent speaks to it: over mTLS, with answers bounded in size and time.
 */
package io.mdis.agent.service;
