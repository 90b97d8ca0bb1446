package io.mdis.image.view;

/**
 * A path of the merged tree.
 *
 * @param path cleaned
 * @param located its visible entry
 * @param floor lowest layer whose entries below the path can be seen
 */
record Spot(String path, ImageView.Located located, int floor) {}
