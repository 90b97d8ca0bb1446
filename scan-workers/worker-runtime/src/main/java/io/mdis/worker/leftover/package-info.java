/**
 * What is kept of images that their registry deleted long ago: found by walking through the store
 * in bounded steps, and removed so that an image which comes back meanwhile loses nothing.
 */
package io.mdis.worker.leftover;
