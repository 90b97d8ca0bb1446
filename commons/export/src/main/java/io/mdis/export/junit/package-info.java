/**
 * JUnit XML as build servers read it. Nobody has standardised it: what is written is what the
 * readers of Jenkins, GitLab, GitHub actions and Azure have in common.
 */
package io.mdis.export.junit;
