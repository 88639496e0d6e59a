#!/usr/bin/env bash
# Sourced by ./demo and ./test. find_jdk prints the home of a JDK 21 or newer, or says what to do and fails.

jdk_version() { # HOME -> feature version, empty if it is no JDK
  local release="$1/release"
  [ -x "$1/bin/javac" ] && [ -r "$release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
}

find_jdk() {
  local home version best="" best_version=0
  for home in "${CLINICAL_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    [ -n "$home" ] || continue
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge 21 ]; then
      echo "$home"
      return 0
    fi
    if [ "$home" = "${CLINICAL_JAVA_HOME:-}" ]; then
      echo "CLINICAL_JAVA_HOME=$home is no JDK 21 or newer (found: ${version:-no JDK})." >&2
      return 1
    fi
  done
  for home in /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge 21 ] && [ "$version" -gt "$best_version" ]; then
      best=$home
      best_version=$version
    fi
  done
  if [ -z "$best" ]; then
    cat >&2 <<'MESSAGE'
No JDK 21 or newer was found in CLINICAL_JAVA_HOME, JAVA_HOME, /usr/lib/jvm or /opt.
Install one (a full JDK, not only a JRE), for example Temurin 25 or openjdk-21-jdk,
or name its folder: CLINICAL_JAVA_HOME=/path/to/jdk ./demo
MESSAGE
    return 1
  fi
  echo "$best"
}

# A JDK that is not the distribution's own does not know the certificates that the administrator
# added to the system; where the system has a trust store for Java, Maven uses that one.
system_trust_store() {
  local store=/etc/ssl/certs/java/cacerts
  [ -r "$store" ] && echo "-Djavax.net.ssl.trustStore=$store"
  return 0
}

find_maven() {
  if ! command -v mvn >/dev/null; then
    echo "Maven is missing. Install Maven 3.8.7 or newer (Debian and Ubuntu: apt-get install maven)." >&2
    return 1
  fi
}
