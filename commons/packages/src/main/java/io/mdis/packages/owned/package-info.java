/**
 * Files that packages of the operating system brought, by the lists in the package databases: what
 * is in them is judged as a part of the package, whose distributor may have mended it.
 */
package io.mdis.packages.owned;
