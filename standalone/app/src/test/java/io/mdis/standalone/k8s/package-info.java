/** The manifests under {@code k8s/}: what they say is right, and passes what clusters demand. */
package io.mdis.standalone.k8s;
