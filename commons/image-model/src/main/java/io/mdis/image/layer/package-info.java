/**
 * The layer store: a bounded folder of checked, uncompressed layers, each with an index by path.
 *
 * <p>On disk a layer is {@code HEX.tar} and {@code HEX.idx}, HEX being that of its diffID; the
 * index is written last and a layer without a sound one is not there. Nothing is ever unpacked.
 */
package io.mdis.image.layer;
