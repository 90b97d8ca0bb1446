/**
 * Image stores of hosts whose layers are directories for overlayfs, read only: Docker's overlay2
 * and containers-storage. Which image is made of which directories, whether all that decides what a
 * container sees is as it must be, and a second witness from what Docker keeps of the original tar.
 */
package io.mdis.measurement.docker;
