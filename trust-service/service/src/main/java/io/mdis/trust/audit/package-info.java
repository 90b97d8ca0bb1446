/**
 * The log of what matters: only ever added to, each entry signed and naming the one before, so that
 * a changed, removed or inserted one is found.
 */
package io.mdis.trust.audit;
