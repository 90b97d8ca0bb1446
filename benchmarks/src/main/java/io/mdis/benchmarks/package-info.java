/** What is measured inside one JVM; the scripts beside the sources measure whole processes. */
package io.mdis.benchmarks;
