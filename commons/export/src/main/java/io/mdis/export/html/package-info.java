/** The report as one page without script: to send by mail, to keep, to print. */
package io.mdis.export.html;
