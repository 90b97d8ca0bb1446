/** Whether a worker can do its work. */
package io.mdis.worker.health;
