/** An image measured where it is pushed to: before any host has it. */
package io.mdis.measurement.image;
