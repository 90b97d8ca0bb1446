package io.mdis.standalone.scan;

import io.mdis.contracts.Digest;
import io.mdis.export.Component;
import io.mdis.vulnerability.distro.Distribution;
import io.mdis.vulnerability.inventory.InstalledPackage;
import io.mdis.vulnerability.inventory.Inventory;
import io.mdis.vulnerability.inventory.InventoryStore;
import io.mdis.vulnerability.match.PackageUrls;
import java.util.List;
import java.util.Optional;

/** The packages of the image that was scanned last, for bills of materials. */
final class KeptInventory implements InventoryStore {
  private Optional<Inventory> last = Optional.empty();

  @Override
  public void keep(Digest image, String name, Inventory inventory) {
    last = Optional.of(inventory);
  }

  List<Component> components() {
    return last.stream()
        .flatMap(inventory -> inventory.packages().stream().map(e -> component(e, inventory)))
        .toList();
  }

  private static Component component(Inventory.Entry entry, Inventory inventory) {
    InstalledPackage installed = entry.installed();
    return new Component(
        purl(installed, inventory.distribution()),
        installed.type(),
        installed.name(),
        installed.version(),
        installed.arch(),
        installed.sourceName(),
        entry.layer(),
        entry.path());
  }

  /** Empty for names that make no URL; the package is listed all the same. */
  private static Optional<String> purl(
      InstalledPackage installed, Optional<Distribution> distribution) {
    try {
      return Optional.of(PackageUrls.of(installed, distribution));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
