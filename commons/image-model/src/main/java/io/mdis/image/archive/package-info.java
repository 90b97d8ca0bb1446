/**
 * Images in files: {@code docker save} archives, OCI layouts (tar or folder) and root folders.
 * Nothing is extracted; what an archive holds is read by offset.
 */
package io.mdis.image.archive;
