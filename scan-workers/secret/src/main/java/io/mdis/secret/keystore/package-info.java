/**
 * Certificates and key stores: what is in them, whether they are weak, and whether an empty or a
 * common password opens them. Recognised by name and content, parsed with Bouncy Castle; every
 * count of iterations that a hostile file may name is looked at before it is obeyed.
 */
package io.mdis.secret.keystore;
