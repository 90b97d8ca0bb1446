/** Settings of the adapter, and the objects that are made from them. */
package io.mdis.harbor.config;
