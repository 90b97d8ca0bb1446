package io.mdis.agent.cli;

import io.mdis.agent.config.AgentConfig;
import io.mdis.agent.disk.DurableFile;
import io.mdis.agent.enrol.Enrolment;
import io.mdis.agent.enrol.Identity;
import io.mdis.agent.enrol.IdentityFile;
import io.mdis.agent.runtime.HostTrust;
import io.mdis.trust.protocol.EnrolmentToken;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes this host known to the trust service. */
@Command(
    name = "enrol",
    description = "Turns a one-time token into this host's certificate.",
    mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description =
          "File with the token; - for standard input. A token as an argument would be seen.")
  private String token;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Name that the token was made for; by default this machine's.")
  private String host;

  @Override
  public Integer call() throws IOException {
    AgentConfig settings = config.read();
    HostName name =
        HostName.of(
            host == null
                ? InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT)
                : host);
    String text =
        token.equals("-")
            ? new String(System.in.readNBytes(1 << 12), java.nio.charset.StandardCharsets.US_ASCII)
            : Files.readString(Path.of(token));
    Identity identity =
        Enrolment.enrol(settings.service(), EnrolmentToken.parse(text.strip()), name);
    DurableFile.folder(settings.state());
    new IdentityFile(HostTrust.identityFile(settings)).write(identity);
    spec.commandLine().getOut().println("enrolled " + identity);
    return 0;
  }
}
