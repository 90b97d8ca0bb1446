/** JSON over HTTP: reads parameters strictly, answers with records, tells problems in one form. */
package io.mdis.report.rest;
