/** Files of the service's folder: whole or not at all, also after a power cut. */
package io.mdis.trust.disk;
