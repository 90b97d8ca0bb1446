/**
 * What an image is, wherever its bytes come from: source, layer blobs and the problems that bytes
 * from outside can have. Below: {@code reference}, {@code manifest}, {@code registry}, {@code
 * archive}, {@code tar}, {@code layer} (the store) and {@code view} (the merged file tree).
 */
package io.mdis.image;
