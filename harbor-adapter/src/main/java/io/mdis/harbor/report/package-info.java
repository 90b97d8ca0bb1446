/** Reports in Harbor's form: findings as vulnerabilities, and what was left out among them. */
package io.mdis.harbor.report;
