/**
 * Baselines that this host has seen, kept for when the service is away. They are kept as they were
 * signed, and their signature is checked each time they are read.
 */
package io.mdis.agent.baseline;
