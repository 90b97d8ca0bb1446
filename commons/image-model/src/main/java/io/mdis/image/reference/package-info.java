/** What a person writes to name an image. */
package io.mdis.image.reference;
