#!/usr/bin/env bash
# Sourced by the scripts of this folder: messages, and settings with which podman runs on a machine
# that grants less than usual (no systemd, cgroups of version 1, low limits).

say() { echo "containers: $*"; }

fail() {
  echo "containers: $*" >&2
  exit 1
}

# podman's usual limits are refused where the hard limit is lower; crun does not know hybrid cgroups.
container_settings() {
  local files
  files=$(ulimit -Hn)
  [[ $files != unlimited ]] || files=1048576
  cat << SETTINGS
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=4096:4096"]
pids_limit = 0
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
SETTINGS
}

if [[ -z ${CONTAINERS_CONF:-} ]]; then
  CONTAINERS_CONF=$(cd "$(dirname "${BASH_SOURCE[0]}")" && mkdir -p .cache && pwd)/.cache/containers.conf
  export CONTAINERS_CONF
  container_settings > "$CONTAINERS_CONF"
fi
