package io.mdis.standalone;

import io.mdis.standalone.cli.MdisCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Entry point. Only {@code serve} starts Quarkus; the other commands run without it, which is what
 * makes them quick.
 */
@QuarkusMain
public final class Mdis {
  private Mdis() {}

  /** Runs one command and exits with its code: 0 fine, 1 policy, 2 usage, 3 failed. */
  public static void main(String... args) {
    System.exit(MdisCommand.run(args));
  }
}
