/** From {@code mdis.images} to baselines, and from alerts to {@code mdis.alerts}. */
package io.mdis.trust.messaging;
