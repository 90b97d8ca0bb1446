/**
 * Credentials in what containers print: reads the logs of Docker's json-file and local drivers
 * where they lie, rotated and compressed ones too, and goes on where it stopped. Only redacted
 * values and keyed hashes leave the host. Knows nothing of images.
 */
package io.mdis.secret.log;
