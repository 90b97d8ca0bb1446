/**
 * What the files of a layer are and what is in them: kinds by magic number, archives, and the walk.
 */
package io.mdis.content;
