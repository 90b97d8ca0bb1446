/**
 * What a scanner needs to judge again what it knows of images, without reading them again: plain
 * Java, like the scanners.
 */
package io.mdis.worker.judged;
