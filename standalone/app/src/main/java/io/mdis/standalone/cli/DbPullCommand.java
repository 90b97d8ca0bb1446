package io.mdis.standalone.cli;

import io.mdis.image.reference.ImageReference;
import io.mdis.image.signature.TrustedKeys;
import io.mdis.standalone.scan.NamedRegistries;
import io.mdis.vulnerability.advisory.artifact.ArtifactPull;
import io.mdis.vulnerability.advisory.artifact.PulledFrom;
import io.mdis.vulnerability.advisory.artifact.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From a registry that somebody pushed it to. */
@Command(
    name = "pull",
    description = "Pulls it from a registry, checks digest and signature, and puts it in place.",
    mixinStandardHelpOptions = true)
final class DbPullCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "REF",
      description = "Where from: registry/repository with a tag or a digest.")
  private String reference;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "File to write; by default the one of the cache folder.")
  private Path output = LocalFolders.advisories();

  @Option(
      names = "--trust-key",
      paramLabel = "FILE",
      description = "Public keys, PEM, of which one must have signed it (repeat).")
  private List<Path> trusted = List.of();

  @Option(
      names = "--unsigned",
      description = "Take it without a signature: who can write to the registry decides then.")
  private boolean unsigned;

  @Option(
      names = "--identity",
      paramLabel = "REGISTRY/REPOSITORY",
      description = "Name that the signature must be for; by default that of REF.")
  private String identity;

  @Option(
      names = "--allow-older",
      description = "Take it though it was pushed before the one in place.")
  private boolean allowOlder;

  @Option(
      names = "--plain-http",
      paramLabel = "HOST",
      description = "Registry to talk to without TLS, as host[:port].")
  private Set<String> plainHttp = Set.of();

  @Override
  public Integer call() throws IOException {
    Trust trust = trust();
    ImageReference source = ImageReference.parse(reference);
    Progress progress = Progress.on(System.err, false);
    progress.say("pulling " + source);
    ArtifactPull.Report report =
        new ArtifactPull(NamedRegistries.client(plainHttp)).pull(source, output, trust, allowOlder);
    PulledFrom database = report.database();
    progress.tell(
        "%s %s version %s, pushed %s"
            .formatted(
                output,
                report.changed() ? "is now at" : "is already at",
                database.version(),
                database.created()));
    progress.tell(
        database
            .signer()
            .map(key -> "signed by the trusted key with SHA-256 " + key)
            .orElse("its signature was NOT CHECKED: name the keys to trust with --trust-key"));
    return ExitCode.OK;
  }

  private Trust trust() throws IOException {
    if (trusted.isEmpty() != unsigned) {
      throw new UsageException(
          "say whom to trust: --trust-key FILE with the signer's public key, or --unsigned");
    }
    return unsigned
        ? new Trust.Unsigned()
        : new Trust.Signed(TrustedKeys.read(trusted), Optional.ofNullable(identity));
  }
}
