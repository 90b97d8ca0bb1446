/** API tokens: named, of one role, for a time; stored by their SHA-256 and shown once. */
package io.mdis.access.token;
