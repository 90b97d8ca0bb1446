/** Settings, how the parts are put together, and what runs in the background. */
package io.mdis.trust.config;
