/**
 * What workers share that judge stored results again when their knowledge changes: which of several
 * workers does. Plain Java.
 */
package io.mdis.worker.rejudge;
