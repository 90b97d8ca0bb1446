/**
 * A scan that Harbor asked for, from its request to its report. Knows the stores, the broker and
 * HTTP only as ports.
 */
package io.mdis.harbor.scan;
