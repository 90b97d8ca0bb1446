/**
 * Files of the agent's state: whole or not at all, also after a power cut. Others' are read as far
 * as they are bounded.
 */
package io.mdis.agent.disk;
