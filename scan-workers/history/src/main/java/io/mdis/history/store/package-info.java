/** What the history worker reads of MongoDB, in the form that io.mdis.contracts tells. */
package io.mdis.history.store;
