/** How the answers of commands are written: tables for people, JSON for programs. */
package io.mdis.standalone.output;
