/**
 * The Dockerfile rebuilt from an image's history: what each builder writes into {@code created_by}
 * is read back into an instruction, tied to the layer that it made, and the base image is told
 * apart from what was built upon it. Nothing is judged here.
 */
package io.mdis.history.dockerfile;
