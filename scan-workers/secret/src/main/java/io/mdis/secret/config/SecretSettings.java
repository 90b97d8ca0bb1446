package io.mdis.secret.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the secret worker. */
@ConfigMapping(prefix = "mdis.secret")
public interface SecretSettings {

  /** Key in base64, 16 bytes or more, that names what is found; the same for all workers. */
  Optional<String> hashKey();

  /** File that keeps the key where none is given; it is made with a new key when it isn't there. */
  Path hashKeyFile();

  /** Threads that look through one layer. */
  @WithDefault("2")
  int threads();

  /**
   * Whether programs are looked through too, for what has a telling shape; costs twice the time.
   */
  @WithDefault("false")
  boolean programs();

  /** Hashes of SHA-512, or work of that cost, to try common passwords on the accounts of a file. */
  @WithDefault("1000")
  int passwordTries();

  /** How far archives are looked into. */
  Archives archives();

  /** How far archives are looked into. */
  interface Archives {

    /** Archives inside of one another; a .tar.gz counts as two. */
    @WithDefault("3")
    int depth();

    /** Members of one file altogether. */
    @WithDefault("50000")
    int members();

    /** Unpacked bytes of one file altogether. */
    @WithDefault("1073741824")
    long bytes();
  }
}
