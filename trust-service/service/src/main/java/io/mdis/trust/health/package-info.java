/** Whether the service can do its work. */
package io.mdis.trust.health;
