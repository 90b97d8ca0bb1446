/** The broker: submits images, and learns when the workers were told of them. */
package io.mdis.harbor.messaging;
