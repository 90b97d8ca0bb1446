/**
 * What a person should hear of, and what became of it: taken once, open until somebody answers for
 * it or it is over. Knows neither Kafka nor HTTP nor a database.
 */
package io.mdis.report.alert;
