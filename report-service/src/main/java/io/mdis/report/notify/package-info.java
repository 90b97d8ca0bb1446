/**
 * Tells alerts to receivers: which rule sends what to whom, what is put together, when, and what
 * happens while a receiver is away. Every alert that is to be told is stored before it is done
 * with, so none is lost; a receiver may get a message twice, with the same id. Knows neither HTTP
 * nor a database.
 */
package io.mdis.report.notify;
