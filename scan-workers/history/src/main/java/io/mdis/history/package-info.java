/** The history dimension: the Dockerfile that an image was built by, rebuilt and judged. */
package io.mdis.history;
