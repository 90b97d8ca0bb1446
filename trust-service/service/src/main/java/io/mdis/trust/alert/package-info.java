/** Alerts about tampered images: raised once, open until somebody acknowledges them, and told. */
package io.mdis.trust.alert;
