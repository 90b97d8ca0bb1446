/**
 * Whether an image may be used: policies with rules as data, the decision with its reasons, and
 * what would have to change. Knows no framework, so that the report service, an admission webhook
 * and the command line decide alike.
 */
package io.mdis.policy;
