/**
 * What can be said of an image on this host: it is measured, or its status is compared with that at
 * the last measurement; the service is asked, or what it has signed before; a difference is named
 * by its file.
 */
package io.mdis.agent.verify;
