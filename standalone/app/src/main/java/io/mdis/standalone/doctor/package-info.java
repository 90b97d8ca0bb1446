/**
 * Looks at a configuration and its neighbours before or while a server runs: each check says what
 * it found and what to do. Nothing is changed, and nothing that is sent is kept by a neighbour.
 */
package io.mdis.standalone.doctor;
