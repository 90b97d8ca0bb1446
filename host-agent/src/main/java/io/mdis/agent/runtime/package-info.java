/** Puts the parts of an agent together, and starts and stops them. */
package io.mdis.agent.runtime;
