/**
 * Docker's image store on a host (graph driver overlay2 with its layer database), read only: which
 * image is made of which directories, whether all that decides what a container sees is as it must
 * be, and a second witness from what Docker keeps of the original tar.
 */
package io.mdis.measurement.docker;
