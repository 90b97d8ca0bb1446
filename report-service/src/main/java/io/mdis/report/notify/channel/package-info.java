/**
 * The ways to receivers and the forms that they take: webhooks of our own form and of chat
 * products, and syslog with CEF. Addresses come from configuration alone; redirects are not
 * followed, every sending ends in time, and no address or secret gets into a message.
 */
package io.mdis.report.notify.channel;
