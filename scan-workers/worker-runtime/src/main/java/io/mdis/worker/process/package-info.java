/**
 * Programs that scanners call on: run with nothing of this process but their input, within bounds.
 * Plain Java.
 */
package io.mdis.worker.process;
