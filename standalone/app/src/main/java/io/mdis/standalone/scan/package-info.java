/** The services' scanners over one image in this process. */
package io.mdis.standalone.scan;
