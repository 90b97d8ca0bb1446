/** The service's ports over MongoDB. What is read is believed only by its signature. */
package io.mdis.trust.store;
