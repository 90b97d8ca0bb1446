/** Alerts by e-mail, through the mailer of Quarkus. */
package io.mdis.report.mail;
