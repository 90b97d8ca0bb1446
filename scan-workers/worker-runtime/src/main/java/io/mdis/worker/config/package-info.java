/** Settings of a worker, and the objects that are made from them. */
package io.mdis.worker.config;
