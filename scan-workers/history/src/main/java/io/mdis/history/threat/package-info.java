/**
 * What a build did that it should not have done, and what the result is open to: patterns over
 * instructions, and checks of the settings, the times and the layers. Rules are data.
 */
package io.mdis.history.threat;
