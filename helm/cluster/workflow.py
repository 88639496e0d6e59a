"""The workflow chart, and operators in pods as Airflow starts them."""

from __future__ import annotations

import json
import textwrap
import time
from pathlib import Path

import kube
from journey import differences
from standins import Platform, Project

_ROOT = Path(__file__).resolve().parent.parent.parent
_CHART = _ROOT / "helm" / "clinical-data-workflow"
_RELEASE = "clinical-data-workflow"
_DAGS = "/dags"


class Workflows:
    """The workflow chart of the platform; ``keeper`` is a pod that sees Airflow's folder."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        kube.apply(platform.fill("airflow.yaml"))
        kube.kubectl(
            "wait", "--for=condition=Ready", "pod/keeper", "--namespace", "services",
            "--timeout=120s",
        )  # fmt: skip

    def install(self) -> str | None:
        """As the store; then its job ends, and Airflow's folder has our files."""
        values = {
            "registry_url": self._platform.registry,
            "kaapana_build_version": self._platform.version,
            "pull_policy_images": "IfNotPresent",
            "services_namespace": "services",
            "admin_namespace": "admin",
        }
        kube.run(
            "helm", "--namespace", "admin", "install", _RELEASE, str(_CHART),
            *kube.set_values(values),
            # There is no object store here.
            "--set", "notebooks.enabled=false",
        )  # fmt: skip
        kube.kubectl(
            "wait", "--for=condition=Complete", "job/clinical-dags", "--namespace", "services",
            "--timeout=120s",
        )  # fmt: skip
        wanted = _ours()
        missing = wanted - self._there()
        return f"not in Airflow's folder: {sorted(missing)[:5]}" if missing else None

    def uninstall(self) -> str | None:
        """As the store, within its 20 seconds; nothing of ours is left, and all else is."""
        before = self._there() - _ours()
        begin = time.monotonic()
        kube.run("helm", "--namespace", "admin", "uninstall", _RELEASE)
        seconds = time.monotonic() - begin
        after = self._there()
        if after & _ours():
            return f"left behind: {sorted(after & _ours())[:5]}"
        if after != before:
            return "a file of somebody else is gone"
        return None if seconds < 20 else f"took {seconds:.0f} s"

    def _there(self) -> set[str]:
        found = kube.bash_in("services", "keeper", f"cd {_DAGS} && find . -type f")
        return {line.removeprefix("./") for line in found.split()}


class Operator:
    """One action of clinical-tools in a pod that has what Kaapana gives a processing container."""

    def __init__(self, platform: Platform, project: Project) -> None:
        self._platform = platform
        self._project = project

    def link(self) -> str | None:
        """DicomLink of studies that are linked already: all are looked at, none is written."""
        (job,) = json.loads(self._run("DicomLink", "report.json", {}))
        seen, skipped = job["units"]["in"], job["units"]["skipped"]
        return None if seen == skipped > 0 else f"{skipped} of {seen} studies were as they were"

    def table(self, cohort: Path) -> str | None:
        """JointAnalysis: its table is the joint table of the demo cohort."""
        request = (cohort / "joint-table.json").read_text()
        content = self._run("JointAnalysis", "table.csv", {"TABLE_SPEC": request})
        wrong = differences(content.encode(), cohort / "expected" / "joint-table.csv")
        return "; ".join(wrong[:5]) or None

    def _run(self, action: str, file: str, parameters: dict[str, str]) -> str:
        """Runs an action to its end and gives a file that it wrote."""
        namespace = f"project-{self._project.name}"
        name = f"operator-{action.lower()}"
        secret = {
            "KAAPANA_PROJECT_USER_NAME": self._project.member,
            "KAAPANA_PROJECT_USER_PASSWORD": self._platform.member_password,
            "KAAPANA_CLIENT_SECRET": self._platform.client_secret,
        }
        environment = {"ACTION": action, "OPERATOR_OUT_DIR": "out", **parameters}
        kube.apply(
            self._platform.fill(
                "operator.yaml",
                name=name,
                namespace=namespace,
                secret=json.dumps(secret),
                environment=json.dumps(environment),
                conf=json.dumps(json.dumps({"project_form": {"name": self._project.name}})),
            )
        )
        try:
            kube.kubectl(
                "wait", "--for=condition=Ready", f"pod/{name}", "--namespace", namespace,
                "--timeout=180s",
            )  # fmt: skip
            ended = "until [ -f /run-data/exit ]; do sleep 0.2; done; cat /run-data/exit"
            code = kube.bash_in(namespace, name, ended, timeout=300).strip()
            if code != "0":
                log = kube.kubectl("logs", "--namespace", namespace, name)
                raise AssertionError(f"exit code {code}: {textwrap.shorten(log, 500)}")
            return kube.bash_in(namespace, name, f"cat /run-data/out/{file}")
        finally:
            kube.kubectl("delete", "pod", name, "--namespace", namespace, "--wait=false")


def _ours() -> set[str]:
    """The files that the image of the DAGs holds, relative to Airflow's folder."""
    files = _ROOT / "docker" / "dag-clinical-data" / "files" / "dags"
    return {str(file.relative_to(files)) for file in files.rglob("*") if file.is_file()}
