package io.mdis.history.dockerfile;

import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which entry of a history made which layer: every entry that is not marked as empty has the next
 * one. Nothing forces a builder to keep to that, so what does not come out even is told.
 *
 * @param layers for each entry its layer, or null
 * @param withoutEntry layers that no entry speaks of
 * @param withoutLayer entries that should have a layer where none is left, by index
 */
public record LayerAssignment(
    List<Digest> layers, List<Digest> withoutEntry, List<Integer> withoutLayer) {

  static LayerAssignment of(ImageHistory history) {
    List<Digest> layers = new ArrayList<>();
    List<Integer> withoutLayer = new ArrayList<>();
    int next = 0;
    for (HistoryEntry entry : history.entries()) {
      if (entry.emptyLayer()) {
        layers.add(null);
      } else if (next < history.layers().size()) {
        layers.add(history.layers().get(next++));
      } else {
        layers.add(null);
        withoutLayer.add(entry.index());
      }
    }
    return new LayerAssignment(
        layers, history.layers().subList(next, history.layers().size()), withoutLayer);
  }
}
