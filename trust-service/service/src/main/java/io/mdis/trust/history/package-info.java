/** What happened to an image on a host: verdicts that it got, and reports about it. */
package io.mdis.trust.history;
