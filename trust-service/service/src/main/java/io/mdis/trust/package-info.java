/** The trust service: what its parts have in common. */
package io.mdis.trust;
