/**
 * What the package managers of operating systems wrote into an image: their databases, read from
 * the formats' definitions, and the files that their packages brought.
 */
package io.mdis.packages;
