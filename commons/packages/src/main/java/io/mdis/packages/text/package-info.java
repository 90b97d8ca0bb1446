/** Reading text that a stranger wrote, in bounded memory. */
package io.mdis.packages.text;
