/**
 * What happens without anybody asking first: events of the engine, what was missed of them, and the
 * regular look at all images. What never passes the authorization plugin is caught here.
 */
package io.mdis.agent.watch;
