package io.mdis.agent.verify;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.host.TreeMeasure;
import io.mdis.measurement.host.TreeStatus;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.tree.FileManifest;
import java.nio.file.Path;
import java.util.List;

/**
 * What a directory was measured to be, and its status then.
 *
 * @param directory its path
 * @param status of everything in it, before the measurement and after it
 * @param files LTD1
 * @param directories LDD1 of the root
 * @param entries counted in LTD1
 * @param root the directory's own status
 * @param overlay digest over the attributes of overlayfs
 * @param mounted paths where something else was mounted
 * @param linkedOutside files with a name outside
 */
record RememberedTree(
    ByteString directory,
    TreeStatus status,
    Sha384 files,
    Sha384 directories,
    long entries,
    FileStatus root,
    Sha384 overlay,
    List<ByteString> mounted,
    List<ByteString> linkedOutside) {

  static RememberedTree of(ByteString directory, TreeStatus status, TreeMeasure tree) {
    FileManifest list = tree.manifest();
    return new RememberedTree(
        directory,
        status,
        list.files(),
        list.directories(),
        list.entries(),
        tree.root(),
        tree.overlay(),
        tree.mounted(),
        tree.linkedOutside());
  }

  TreeMeasure measure(Path list) {
    return new TreeMeasure(
        new FileManifest(list, entries, files, directories), root, overlay, mounted, linkedOutside);
  }
}
