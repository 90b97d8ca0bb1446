/**
 * What was found out about an image, and the formats that others read it in. The command line and
 * the report service fill the same {@link io.mdis.export.Report}; a format's classes and libraries
 * are loaded when it is asked for, and not before.
 */
package io.mdis.export;
