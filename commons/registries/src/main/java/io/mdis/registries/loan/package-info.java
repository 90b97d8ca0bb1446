/**
 * Logins at registries that somebody lends for one image: sealed before they are stored, opened by
 * who reads that image, and gone when it was read or the time is over.
 */
package io.mdis.registries.loan;
