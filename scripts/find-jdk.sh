#!/usr/bin/env bash
# Sourced by ./demo, ./test and benchmarks/run: finds a JDK and a Maven that are new enough, or says what to install.
# find_java sets java_home; the caller defines say and fail.

readonly needed_java=21
readonly needed_maven=3.8.7
java_home=

# The feature release of the JDK in a folder; nothing if there is none with a compiler.
java_release() {
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" | head -n 1
}

find_java() {
  local home release candidates=() old=() seen
  if [[ -n ${CLINICAL_JAVA_HOME:-} ]]; then
    release=$(java_release "$CLINICAL_JAVA_HOME")
    [[ -n $release ]] || fail "CLINICAL_JAVA_HOME is $CLINICAL_JAVA_HOME, but there is no JDK in it."
    ((release >= needed_java)) \
      || fail "CLINICAL_JAVA_HOME is $CLINICAL_JAVA_HOME, which is Java $release; Java $needed_java or newer is needed."
    java_home=$CLINICAL_JAVA_HOME
    say "JDK $release from $java_home (CLINICAL_JAVA_HOME)"
    return
  fi
  [[ -z ${JAVA_HOME:-} ]] || candidates+=("$JAVA_HOME")
  if command -v java > /dev/null; then
    seen=$(readlink -f "$(command -v java)")
    candidates+=("${seen%/bin/java}")
  fi
  for home in /usr/lib/jvm/* /opt/* /usr/java/* "$HOME"/.sdkman/candidates/java/*; do
    [[ ! -d $home ]] || candidates+=("$home")
  done
  for home in "${candidates[@]}"; do
    release=$(java_release "$home")
    [[ -n $release ]] || continue
    if ((release >= needed_java)); then
      java_home=$home
      say "JDK $release from $java_home"
      return
    fi
    old+=("Java $release in $home")
  done
  say "A JDK $needed_java or newer is needed and was not found." >&2
  ((${#old[@]} == 0)) || say "$(printf '  too old: %s;' "${old[@]}")" >&2
  say "Install one (Debian 13, Ubuntu: apt install openjdk-21-jdk; others: https://adoptium.net)," >&2
  fail "or name its folder: CLINICAL_JAVA_HOME=/path/to/jdk ./demo"
}

check_maven() {
  command -v mvn > /dev/null \
    || fail "Maven $needed_maven or newer is needed to build (apt install maven, or https://maven.apache.org)."
  local version
  version=$(JAVA_HOME=$java_home mvn -v 2> /dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
  [[ -n $version ]] || fail "mvn -v does not work with the JDK in $java_home."
  [[ $(printf '%s\n' "$needed_maven" "$version" | sort -V | head -n 1) == "$needed_maven" ]] \
    || fail "Maven $version is too old; $needed_maven or newer is needed (https://maven.apache.org)."
}

# A JDK that is not the distribution's own does not know the certificates that the administrator of
# the machine added; where the system has a trust store for Java, Maven uses that one.
maven_options() {
  local store=/etc/ssl/certs/java/cacerts
  printf '%s' "${MAVEN_OPTS:-}"
  [[ ! -r $store || ${MAVEN_OPTS:-} == *trustStore* ]] || printf ' -Djavax.net.ssl.trustStore=%s' "$store"
}
