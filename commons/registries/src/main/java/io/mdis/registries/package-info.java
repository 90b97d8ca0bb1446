/** The registries that the services may contact: their settings, and the one client of them. */
package io.mdis.registries;
