"""kubectl, helm and the images of a cluster, as commands."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


class CommandFailed(Exception):
    """A command ended with another code than 0; the message has its last words."""


def run(*command: str, stdin: str | None = None, timeout: int = 300) -> str:
    """Runs a command and gives what it prints."""
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=timeout, check=False
    )
    if done.returncode != 0:
        raise CommandFailed(f"{' '.join(command[:4])}: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def kubectl(*arguments: str, stdin: str | None = None, timeout: int = 300) -> str:
    """Runs kubectl against the cluster of KUBECONFIG."""
    return run("kubectl", *arguments, stdin=stdin, timeout=timeout)


def get(kind: str, namespace: str, *more: str) -> list[dict[str, Any]]:
    """Objects of one kind."""
    answer = json.loads(kubectl("get", kind, "--namespace", namespace, *more, "--output", "json"))
    items: list[dict[str, Any]] = answer.get("items", [answer])
    return items


def apply(manifest: str) -> None:
    """Makes or changes objects; an unknown field is an error."""
    kubectl("apply", "--server-side", "--validate=strict", "--filename", "-", stdin=manifest)


def wait_for(what: str, seconds: float, holds: Callable[[], bool]) -> float:
    """Waits until a condition holds and gives the seconds that it took."""
    begin = time.monotonic()
    while not holds():
        if time.monotonic() - begin > seconds:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.5)
    return time.monotonic() - begin


def ready(namespace: str, selector: str, deployments: int) -> bool:
    """Whether so many deployments are there and all of their pods answer."""
    found = get("deployments", namespace, "--selector", selector)
    return len(found) == deployments and all(
        deployment.get("status", {}).get("readyReplicas", 0) == deployment["spec"]["replicas"]
        for deployment in found
    )


def ready_pods(namespace: str, selector: str) -> set[str]:
    """The names of the pods that answer."""
    return {
        pod["metadata"]["name"]
        for pod in get("pods", namespace, "--selector", selector)
        for condition in pod.get("status", {}).get("conditions", [])
        if condition["type"] == "Ready" and condition["status"] == "True"
    }


def bash_in(namespace: str, pod: str, script: str, timeout: int = 60) -> str:
    """Runs a line of bash in a pod."""
    return kubectl(
        "exec", "--namespace", namespace, pod, "--", "bash", "-c", script, timeout=timeout
    )


def load(images: list[str]) -> None:
    """Gives the nodes images of this machine, by the command of CLUSTER_LOAD."""
    command = os.environ.get("CLUSTER_LOAD")
    if not command:
        print("cluster: CLUSTER_LOAD is not set, so the nodes must be able to pull the images")
        return
    with tempfile.TemporaryDirectory() as folder:
        for image in images:
            archive = str(Path(folder) / "image.tar")
            run("buildah", "push", "--quiet", image, f"docker-archive:{archive}:{image}")
            run(*command.split(), archive, timeout=600)
            Path(archive).unlink()


def set_values(values: dict[str, str]) -> list[str]:
    """Values as the extension store hands them to Helm."""
    return [
        part for key, value in values.items() for part in ("--set-string", f"global.{key}={value}")
    ]
