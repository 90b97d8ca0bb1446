/** What a worker does now and then, without being asked. Plain Java. */
package io.mdis.worker.schedule;
