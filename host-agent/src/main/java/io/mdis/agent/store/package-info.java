/**
 * How a host keeps its images: one interface over the stores of the engines. A store that isn't
 * known says so; it is never taken for a trusted one.
 */
package io.mdis.agent.store;
