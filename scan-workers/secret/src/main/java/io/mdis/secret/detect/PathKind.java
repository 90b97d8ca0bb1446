package io.mdis.secret.detect;

import java.util.Locale;
import java.util.Set;

/**
 * What the place of a file says of the credentials in it, by its path alone.
 *
 * @param text how values are written there
 * @param remote whether others wrote it for everybody: documentation, tests, third parties' code
 */
public record PathKind(Text text, boolean remote) {

  /** How values are written. */
  public enum Text {
    /** A program: values are strings in quotes, words without are names. */
    CODE,
    /** A configuration: words without quotes are values. */
    CONFIG,
    /** A page for people: values are examples. */
    PROSE,
    /** A translation: values are what a person is shown. */
    LOCALE,
    /** Pins of packages: values are checksums. */
    LOCK,
    OTHER
  }

  private static final Set<String> CODE =
      Set.of(
          "js", "mjs", "cjs", "jsx", "ts", "tsx", "mts", "cts", "py", "pyi", "pyx", "pl", "pm",
          "pod", "t", "rb", "java", "kt", "kts", "scala", "groovy", "c", "h", "cc", "cpp", "hpp",
          "cxx", "m", "mm", "go", "rs", "php", "inc", "cs", "vb", "fs", "swift", "lua", "r", "jl",
          "ex", "exs", "erl", "hs", "ml", "clj", "el", "lisp", "tcl", "map", "vue", "svelte", "css",
          "scss", "less", "sql", "proto", "graphql", "d", "ph", "al", "ix", "gypi", "gyp", "dart",
          "vim", "awk", "m4", "am", "ac", "s", "asm", "y", "l", "ld", "x", "e2x");

  private static final Set<String> CONFIG =
      Set.of(
          "yaml",
          "yml",
          "json",
          "json5",
          "properties",
          "ini",
          "conf",
          "cnf",
          "cfg",
          "config",
          "toml",
          "env",
          "xml",
          "tf",
          "tfvars",
          "hcl",
          "sh",
          "bash",
          "zsh",
          "ksh",
          "service",
          "profile",
          "rc",
          "plist",
          "ps1",
          "bat",
          "cmd",
          "dockerfile",
          "tfstate",
          "backup",
          "list",
          "netrc",
          "credentials",
          "sample",
          "dist",
          "local",
          "prod",
          "production",
          "development",
          "staging",
          "values",
          "gradle",
          "http",
          "rest");

  private static final Set<String> PROSE =
      Set.of(
          "md",
          "rst",
          "adoc",
          "asciidoc",
          "html",
          "htm",
          "txt",
          "tex",
          "man",
          "texi",
          "info",
          "markdown",
          "mdx",
          "copyright",
          "changelog",
          "pdf",
          "svg",
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
          "7",
          "8",
          "3pm",
          "1p",
          "1ssl");

  private static final Set<String> LOCKS =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "composer.lock",
          "gemfile.lock",
          "cargo.lock",
          "poetry.lock",
          "pipfile.lock",
          "go.sum",
          "mix.lock",
          "flake.lock",
          "packages.lock.json",
          "pdm.lock",
          "uv.lock",
          "bun.lock",
          "deno.lock",
          ".package-lock.json",
          "podfile.lock",
          "pubspec.lock",
          "gradle.lockfile",
          "conan.lock",
          "package.resolved",
          "md5sums",
          "sha256sums",
          "record",
          "checksums.txt");

  private static final Set<String> REMOTE =
      Set.of(
          "test",
          "tests",
          "testdata",
          "test-data",
          "__tests__",
          "spec",
          "specs",
          "fixtures",
          "fixture",
          "__fixtures__",
          "example",
          "examples",
          "demo",
          "demos",
          "samples",
          "mock",
          "mocks",
          "__mocks__",
          "doc",
          "docs",
          "man",
          "documentation",
          "node_modules",
          "site-packages",
          "dist-packages",
          "gems",
          "bower_components",
          "vendor",
          "vendored",
          "vendor_ruby",
          "third_party",
          "third-party",
          "thirdparty",
          "typings",
          "@types",
          "licenses");

  private static final Set<String> LOCALES =
      Set.of(
          "locale",
          "locales",
          "lang",
          "langs",
          "i18n",
          "l10n",
          "translations",
          "messages",
          "nls",
          "language",
          "languages",
          "intl");

  /** Of a path without a slash in front; members of archives as {@code a.jar!/b/c.yml}. */
  public static PathKind of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String[] parts = lower.split("/");
    String name = parts[parts.length - 1];
    boolean remote = false;
    boolean locale = false;
    for (int i = 0; i < parts.length - 1; i++) {
      remote |= REMOTE.contains(parts[i]);
      locale |= LOCALES.contains(parts[i]);
    }
    remote |= lower.startsWith("usr/share/") || lower.startsWith("usr/include/");
    remote |= isTestName(name);
    return new PathKind(text(name, locale), remote);
  }

  private static Text text(String name, boolean locale) {
    if (LOCKS.contains(name)
        || name.endsWith(".lock")
        || name.endsWith(".md5sums")
        || name.endsWith(".sha256")
        || name.endsWith(".integrity")) {
      return Text.LOCK;
    }
    int dot = name.lastIndexOf('.');
    String suffix = dot < 0 ? "" : name.substring(dot + 1);
    if ((locale && !PROSE.contains(suffix))
        || suffix.equals("po")
        || suffix.equals("pot")
        || suffix.equals("arb")
        || suffix.equals("xliff")
        || suffix.equals("xlf")
        || suffix.equals("strings")
        || suffix.equals("resx")
        || (name.startsWith("messages") && suffix.equals("properties"))
        || name.contains("_messages.")
        || name.startsWith("i18n")) {
      return Text.LOCALE;
    }
    if (name.startsWith(".env")
        || name.startsWith("dockerfile")
        || name.startsWith("makefile")
        || name.startsWith("jenkinsfile")
        || name.startsWith("docker-compose")
        || (name.startsWith("readme") && suffix.isEmpty())) {
      return name.startsWith("readme") ? Text.PROSE : Text.CONFIG;
    }
    if (CODE.contains(suffix)) {
      return Text.CODE; // Also license.py and newsletter.js.
    }
    if (name.startsWith("readme")
        || name.startsWith("changelog")
        || name.startsWith("license")
        || name.startsWith("copying")
        || name.startsWith("news")
        || PROSE.contains(suffix)) {
      return Text.PROSE;
    }
    boolean config =
        CONFIG.contains(suffix)
            || (name.startsWith(".") && dot == 0)
            || name.endsWith("rc")
            || (dot < 0 && name.startsWith("config"));
    return config ? Text.CONFIG : Text.OTHER;
  }

  private static boolean isTestName(String name) {
    return name.startsWith("test_")
        || name.startsWith("test-")
        || name.contains(".test.")
        || name.contains(".spec.")
        || name.contains("_test.")
        || name.contains("-test.")
        || name.endsWith(".example")
        || name.endsWith(".sample")
        || name.endsWith(".template")
        || name.endsWith(".tmpl")
        || name.endsWith(".dist")
        || name.contains(".example.");
  }
}
