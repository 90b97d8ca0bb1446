/** MongoDB: the adapter's own scans, and what other services wrote of an image. */
package io.mdis.harbor.store;
