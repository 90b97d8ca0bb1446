/** The scanner of docs/howto/add-a-scanner.md, so that what people copy from there compiles. */
package io.mdis.worker.example;
