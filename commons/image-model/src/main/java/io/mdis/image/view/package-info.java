/** The merged file tree of an image, by lookups in its layers' indexes. */
package io.mdis.image.view;
