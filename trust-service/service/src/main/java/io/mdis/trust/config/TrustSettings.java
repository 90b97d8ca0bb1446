package io.mdis.trust.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of the trust service. */
@ConfigMapping(prefix = "mdis.trust")
public interface TrustSettings {

  /** Folder for its authority, its keys and its place in the audit log; to be backed up. */
  @WithDefault("mdis-trust")
  Path directory();

  /** How far the clock of a host may be from the service's, to either side. */
  @WithDefault("60S")
  Duration clockSkew();

  /** How long the history of images on hosts is kept. */
  @WithDefault("400D")
  Duration historyKept();

  /** The port for hosts. */
  Listen listen();

  /** The keys that sign. */
  Signing signing();

  /** The hosts and their certificates. */
  Hosts hosts();

  /** How baselines are made. */
  Baselines baselines();

  /** The layers on disk, when no worker in the same process keeps them. */
  LayerStore layerStore();

  /** Where hosts are answered. */
  interface Listen {
    /** Whether hosts are answered at all. */
    @WithDefault("true")
    boolean enabled();

    /** Address to listen at. */
    @WithDefault("0.0.0.0")
    String host();

    /** Port to listen at; 0 for any. */
    @WithDefault("8444")
    int port();

    /** DNS names and IP addresses by which hosts reach the service. */
    @WithDefault("localhost,127.0.0.1")
    List<String> names();

    /** How long the service's own certificate lasts; it is renewed by itself. */
    @WithDefault("90D")
    Duration certificateLasts();
  }

  /** Keys: files may be those of a mounted secret. */
  interface Signing {
    /** PEM file of the key that signs baselines; {@code baseline.key} of the folder if not set. */
    Optional<Path> baselineKey();

    /** PEM file of the Ed25519 key that signs verdicts; {@code verdict.key} of the folder. */
    Optional<Path> verdictKey();

    /** PEM files of public keys that signed before and still verify. */
    Optional<List<Path>> retired();

    /** A token that signs baselines instead of a file. */
    Optional<Pkcs11> pkcs11();
  }

  /** A PKCS#11 token. */
  interface Pkcs11 {
    /** Configuration file of Java's PKCS#11 provider. */
    Path configuration();

    /** Label of the key and of the certificate beside it. */
    String alias();

    /** File with the token's PIN. */
    Path pinFile();
  }

  /** Hosts. */
  interface Hosts {
    /** How long a host's certificate lasts; hosts renew it by themselves. */
    @WithDefault("7D")
    Duration certificateLasts();

    /** How long an enrolment token may be used. */
    @WithDefault("1H")
    Duration tokenLasts();

    /** Hosts that may have baselines of images that they build themselves; {@code *} for all. */
    Optional<Set<String>> ownBaselines();
  }

  /** Baselines. */
  interface Baselines {
    /** How long one counts before its image must be measured anew; without end if not set. */
    Optional<Duration> validity();

    /** How long one is kept in memory before it is read and checked again. */
    @WithDefault("30S")
    Duration reread();

    /** Images that are measured at the same time. */
    @WithDefault("1")
    int parallelism();

    /** Pauses before the second, third … attempt at an image whose registry failed. */
    @WithDefault("10S,1M,5M,30M")
    List<Duration> delays();

    /** Pause between two searches for images without a baseline. */
    @WithDefault("5M")
    Duration searchEvery();

    /** Age of an accepted image before its baseline is missed. */
    @WithDefault("10M")
    Duration grace();
  }

  /** Where layers are kept. */
  interface LayerStore {
    /** Folder for layers alone. */
    @WithDefault("mdis-layers")
    Path directory();

    /** Bytes to keep; layers in use are never removed. */
    @WithDefault("21474836480")
    long maxBytes();
  }
}
