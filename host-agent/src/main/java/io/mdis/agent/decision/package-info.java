/**
 * Whether something may start: what a request to the engine means, which policy an image is under,
 * and what follows from what is known of it. A request that can't be understood is denied.
 */
package io.mdis.agent.decision;
