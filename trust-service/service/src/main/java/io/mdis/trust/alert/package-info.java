/** Alerts about tampered images: raised once, told, and told again when it happens again. */
package io.mdis.trust.alert;
