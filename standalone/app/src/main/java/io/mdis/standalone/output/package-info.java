/** How results of a local scan are written: a table for people, JSON for programs. */
package io.mdis.standalone.output;
