/** The secret dimension: credentials, keys and weak passwords that were left in an image. */
package io.mdis.secret;
