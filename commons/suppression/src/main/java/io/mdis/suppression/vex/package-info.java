/**
 * VEX documents: OpenVEX, CSAF (profile VEX) and CycloneDX, read into entries. The readers are our
 * own: the libraries there are bring schema validators, XML and a model of the whole format for the
 * few fields that matter here, and none bounds what it reads.
 */
package io.mdis.suppression.vex;
