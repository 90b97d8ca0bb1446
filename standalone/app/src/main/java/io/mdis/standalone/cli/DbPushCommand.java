package io.mdis.standalone.cli;

import io.mdis.contracts.Digest;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.signature.SigningKey;
import io.mdis.standalone.scan.NamedRegistries;
import io.mdis.vulnerability.advisory.artifact.ArtifactPush;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** To a registry, for others to pull. */
@Command(
    name = "push",
    description = "Pushes it to a registry as an artefact and signs it; prints its digest.",
    mixinStandardHelpOptions = true)
final class DbPushCommand implements Callable<Integer> {

  @Parameters(paramLabel = "REF", description = "Where to: registry/repository:tag.")
  private String reference;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Database; by default the one of the cache folder.")
  private Path database = LocalFolders.advisories();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Private key that signs it, PEM (PKCS#8): ECDSA P-256 or P-384, or Ed25519 (repeat).")
  private List<Path> keys = List.of();

  @Option(
      names = "--identity",
      paramLabel = "REGISTRY/REPOSITORY",
      description = "Name that the signature is for, where those who pull use another than REF's.")
  private String identity;

  @Option(
      names = "--plain-http",
      paramLabel = "HOST",
      description = "Registry to talk to without TLS, as host[:port].")
  private Set<String> plainHttp = Set.of();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(database)) {
      throw new UsageException(
          "no advisory database at " + database + ": make one with mdis db update or db build");
    }
    ImageReference target = ImageReference.parse(reference);
    List<SigningKey> signing = new ArrayList<>();
    for (Path key : keys) {
      signing.add(SigningKey.read(key));
    }
    Progress progress = Progress.on(System.err, false);
    progress.say("pushing " + database + " to " + target);
    Digest digest =
        new ArtifactPush(NamedRegistries.client(plainHttp))
            .push(database, target, Optional.ofNullable(identity), signing);
    progress.tell(
        "pushed "
            + target
            + (signing.isEmpty() ? ", NOT SIGNED: sign it with --key FILE" : ", signed"));
    System.out.println(target.withDigest(digest));
    return ExitCode.OK;
  }
}
