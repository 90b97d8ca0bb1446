/**
 * What hosts and the trust service tell each other: requests and answers as JSON, and the signed
 * statements among them (baselines and verdicts), with how they are signed and checked. Knows
 * neither a web framework nor a database, so that an agent can use it as it is.
 */
package io.mdis.trust.protocol;
