/**
 * Databases of installed rpm packages, read by offset from the definitions of their formats: none
 * of the tools that wrote them is needed, and nothing in a hostile one is believed unchecked.
 */
package io.mdis.packages.rpm;
