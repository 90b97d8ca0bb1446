package io.mdis.agent.verify;

import io.mdis.agent.service.TrustService;
import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.tree.Comparison;
import io.mdis.measurement.tree.Difference;
import io.mdis.measurement.tree.FileManifest;
import io.mdis.trust.protocol.Breach;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names the files for which a layer isn't as it must be. */
final class Localisation {
  private static final System.Logger LOG = System.getLogger(Localisation.class.getName());
  private static final int MOST = 50;

  private final FileLists lists;
  private final TrustService service;

  Localisation(FileLists lists, TrustService service) {
    this.lists = lists;
    this.service = service;
  }

  /** Each breach of a layer's files is replaced by one for each of the first files. */
  List<Breach> of(Digest image, List<Breach> breaches, HostImage found) {
    List<Breach> named = new ArrayList<>();
    for (Breach breach : breaches) {
      if (breach.check().equals(Breach.FILES) && breach.layer() < found.layers().size()) {
        named.addAll(files(image, breach, found));
      } else {
        named.add(breach);
      }
    }
    return named.size() > Breach.MOST ? named.subList(0, Breach.MOST) : named;
  }

  private List<Breach> files(Digest image, Breach breach, HostImage found) {
    try {
      Optional<FileManifest> must = list(image, breach);
      if (must.isEmpty()) {
        return List.of(breach);
      }
      FileManifest is = found.layers().get(breach.layer()).tree().manifest();
      Comparison comparison = Comparison.of(must.get(), is, MOST);
      return comparison.total() == 0
          ? List.of(breach)
          : comparison.differences().stream().map(one -> breach(breach, one)).toList();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the files of " + breach.diffId() + " can't be named: " + e);
      return List.of(breach);
    }
  }

  /** From this host when the layer was once as it must be, else from the service. */
  private Optional<FileManifest> list(Digest image, Breach breach) throws IOException {
    Sha384 expected = Sha384.parse(breach.expected());
    Optional<FileManifest> own = lists.find(expected);
    if (own.isPresent()) {
      return own;
    }
    Path draft = lists.draft();
    try {
      service.files(image, breach.diffId(), draft);
      FileManifest list = FileManifest.open(draft);
      list.verify();
      if (!list.files().equals(expected)) {
        throw new IOException("the service sent another list than that of the baseline");
      }
      return Optional.of(lists.keep(list));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Breach breach(Breach layer, Difference one) {
    String expected = "";
    String is = "";
    for (Difference.Detail detail : one.details()) {
      expected += (expected.isEmpty() ? "" : ", ") + detail.attribute() + " " + detail.expected();
      is += (is.isEmpty() ? "" : ", ") + detail.attribute() + " " + detail.found();
    }
    return new Breach(
        Breach.FILES,
        layer.layer(),
        layer.diffId(),
        one.path().toString(),
        expected.isEmpty() ? null : expected,
        is.isEmpty() ? null : is,
        one.toString());
  }
}
