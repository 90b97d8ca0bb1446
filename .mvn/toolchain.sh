# Sourced by the launcher and by the check: finds a JDK and Maven, builds with one progress line.
# shellcheck shell=bash

say() { printf 'mdis: %s\n' "$*" >&2; }

# Prints the feature version of a java binary, or 0.
java_feature() {
  local home release
  home=$(dirname "$(dirname "$(readlink -f "$1")")")
  release="$home/release"
  if [ -f "$release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
  else
    "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1
  fi
}

# Sets java and JAVA_HOME to the first JDK of version 25 or newer.
find_java() {
  local candidate version on_path
  on_path=$(command -v java || true)
  for candidate in "${MDIS_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] && [ -x "$candidate/bin/javac" ] || continue
    version=$(java_feature "$candidate/bin/java")
    if [ "${version:-0}" -ge 25 ]; then
      java="$candidate/bin/java"
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  say "no JDK 25 or newer found (looked at MDIS_JAVA_HOME, JAVA_HOME, PATH and the usual folders)."
  say "Install one, for instance Eclipse Temurin 25, and set MDIS_JAVA_HOME to its folder."
  return 1
}

# Sets maven: from PATH, else the wrapper, else from the system's packages when that is allowed.
find_maven() {
  maven=$(command -v mvn || true)
  [ -n "$maven" ] && return 0
  if [ -n "${MVNW_REPOURL:-}" ]; then
    maven="$here/mvnw"
    return 0
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Maven from the system's packages …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq maven; } >/dev/null 2>&1 || true
    maven=$(command -v mvn || true)
    [ -n "$maven" ] && return 0
  fi
  say "Maven is missing. Install it (Debian: apt-get install maven), or set MVNW_REPOURL to the"
  say "address of your Maven repository: then ./mvnw fetches the version it names by itself."
  return 1
}

# build_with_progress LOG POM ARG...: Maven with one line that tells the module; the log keeps all.
build_with_progress() {
  local log=$1 pom=$2 line module status
  shift 2
  say "building (first use takes a few minutes) …"
  set +e
  "$maven" -B -f "$pom" "$@" 2>&1 | tee "$log" | while IFS= read -r line; do
    case "$line" in
      *"Building MDIS"*)
        module=${line#*Building }
        if [ -t 2 ]; then printf '\r\033[Kmdis: building %s' "$module" >&2; fi
        ;;
    esac
  done
  status=${PIPESTATUS[0]}
  set -e
  [ -t 2 ] && printf '\r\033[K' >&2
  if [ "$status" != 0 ]; then
    say "the build failed; the end of $log:"
    grep -E 'ERROR|BUILD' "$log" | tail -20 >&2
  fi
  return "$status"
}

# rehearse FOLDER CACHE: a scan of a small image records what a start needs.
rehearse() {
  local folder=$1 cache=$2 layer
  mkdir -p "$folder/root/etc" "$folder/root/lib/apk/db" "$folder/advisories/alpine-secdb/v3.10"
  printf 'ID=alpine\nVERSION_ID=3.10.4\n' >"$folder/root/etc/os-release"
  printf 'P:musl\nV:1.1.22-r2\nA:x86_64\no:musl\n\n' >"$folder/root/lib/apk/db/installed"
  head -c 33554432 /dev/zero >"$folder/root/zeros"
  tar -C "$folder/root" -cf "$folder/layer.tar" .
  layer=$({ sha256sum "$folder/layer.tar" || shasum -a 256 "$folder/layer.tar"; } 2>/dev/null | cut -d' ' -f1)
  printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$layer" >"$folder/config.json"
  printf '[{"Config":"config.json","RepoTags":["rehearsal:1"],"Layers":["layer.tar"]}]' >"$folder/manifest.json"
  tar -C "$folder" -cf "$folder/image.tar" manifest.json config.json layer.tar
  printf '%s' '{"distroversion":"v3.10","reponame":"main","packages":[{"pkg":{"name":"musl","secfixes":{"1.1.22-r3":["CVE-2019-14697"]}}}]}' \
    >"$folder/advisories/alpine-secdb/v3.10/main.json"
  MDIS_CACHE_DIR="$folder/cache" "$java" "${common[@]}" -XX:+UseSerialGC -jar "$jar" \
    db build --advisories "$folder/advisories" --output "$folder/advisories.db" >/dev/null 2>"$folder/log" || return 1
  # Without profiles: with them the slow compiler begins at the first call, beside the scan's own work.
  MDIS_CACHE_DIR="$folder/cache" "$java" "${common[@]}" -XX:+UseSerialGC \
    -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:AOTCacheOutput="$cache" -jar "$jar" \
    scan --db "$folder/advisories.db" --format json "$folder/image.tar" >/dev/null 2>>"$folder/log" || return 1
  [ -f "$cache" ]
}
