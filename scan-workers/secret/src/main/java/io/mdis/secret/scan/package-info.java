/**
 * The secret dimension of an image: each layer is looked through once, the merged view tells what
 * is still visible, and findings are made of both.
 */
package io.mdis.secret.scan;
