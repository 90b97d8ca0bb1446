/** Files of the agent's state: whole or not at all, also after a power cut. */
package io.mdis.agent.disk;
