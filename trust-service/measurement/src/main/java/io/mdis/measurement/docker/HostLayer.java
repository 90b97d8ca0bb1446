package io.mdis.measurement.docker;

import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.host.TreeMeasure;

/**
 * A layer as it is on a host.
 *
 * @param measurement what can be compared with the registry's
 * @param pin what is the host's own
 * @param tree all that was seen of its directory
 */
public record HostLayer(LayerMeasurement measurement, HostPin pin, TreeMeasure tree) {}
