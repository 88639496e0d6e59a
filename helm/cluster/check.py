#!/usr/bin/env python3
"""Installs the charts as Kaapana's store does and looks whether all works together.

Two projects share one PACS and one study. Everything that is asked goes through the ingress with
tokens of a real Keycloak. Ends with one line, ``N passed, N failed``; what it made stays there.

KUBECONFIG       the cluster: Kubernetes 1.28 or newer, an ingress controller, enforced policies
CLUSTER_INGRESS  the https address of the ingress controller
CLUSTER_LOAD     a command that gives the nodes the images of a docker archive; without it they
                 are pulled from CLUSTER_REGISTRY
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kube
from journey import Member, differences, token
from standins import Platform, Project, build_images, install
from workflow import Operator, Workflows

_ROOT = Path(__file__).resolve().parent.parent.parent
_CHART = _ROOT / "helm" / "clinical-data-chart"
_COHORT = _ROOT / "demo-cohort"
_PODS = ("postgres", "fhir-server", "dicom-linker", "import-service", "radiomics-adapter")
_LUNG = Project("6a1d3c1e-6f0b-4c0e-9a57-0d6f2f6a1b2c", "lung", "alice")
_BRAIN = Project("2", "brain", "bob")


class Checks:
    """Counts what holds and says what does not."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def expect(self, what: str, check: Callable[[], str | None]) -> None:
        """Runs a check, which gives None or what is wrong."""
        begin = time.monotonic()
        try:
            wrong = check()
        except (AssertionError, OSError, kube.CommandFailed, KeyError, ValueError) as error:
            wrong = f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - begin
        if wrong is None:
            self.passed += 1
            print(f"ok      {what} ({seconds:.1f} s)", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {what}: {wrong}", flush=True)


class Installation:
    """One release of the application chart."""

    def __init__(self, platform: Platform, project: Project, ingress: str) -> None:
        self.platform = platform
        self.project = project
        self.ingress = ingress
        self.release = f"clinical-data-chart-{secrets.token_hex(10)}"
        self.selector = f"app.kubernetes.io/name=clinical-data-{project.name}"

    def install(self) -> str | None:
        """As the store: without waiting, within its 15 seconds."""
        begin = time.monotonic()
        values = {
            "registry_url": self.platform.registry,
            "kaapana_build_version": self.platform.version,
            "pull_policy_images": "IfNotPresent",
            "services_namespace": "services",
            "admin_namespace": "admin",
            "hostname": self.platform.hostname,
            "https_port": "443",
            "project_id": self.project.id,
            "project_name": self.project.name,
            "clinical_database_storage": "2Gi",
            "clinical_upload_storage": "1Gi",
        }
        kube.run(
            "helm", "--namespace", "admin", "install", self.release, str(_CHART),
            "--output", "json", *kube.set_values(values),
        )  # fmt: skip
        seconds = time.monotonic() - begin
        return None if seconds < 15 else f"took {seconds:.0f} s"

    def uninstall(self) -> str | None:
        """As the store: within its 20 seconds."""
        begin = time.monotonic()
        kube.run("helm", "--namespace", "admin", "uninstall", self.release)
        seconds = time.monotonic() - begin
        return None if seconds < 20 else f"took {seconds:.0f} s"

    def await_ready(self) -> None:
        """Waits until every pod answers."""
        kube.wait_for(
            f"pods of {self.project.name}",
            900,
            lambda: kube.ready("services", self.selector, len(_PODS)),
        )

    def name(self, component: str) -> str:
        """The name of what belongs to a component."""
        return f"clinical-{component}-{self.project.name}"

    def member(self, access_token: str | None) -> Member:
        """Somebody who comes through the ingress."""
        path = f"/applications/project/{self.project.id}/release/{self.release}"
        return Member(self.ingress + path, access_token)

    def sql(self, statement: str) -> str:
        """Asks the FHIR server's database as its administrator."""
        pod = f"deployment/{self.name('postgres')}"
        return kube.bash_in(
            "services", pod, f'psql --no-align --tuples-only --dbname fhir --command "{statement}"'
        ).strip()


@contextlib.contextmanager
def keycloak_port() -> Iterator[str]:
    """Keycloak's address on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    forward = subprocess.Popen(
        ["kubectl", "port-forward", "--namespace", "admin", "service/keycloak-external-service",
         f"{port}:80"],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:

        def listens() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        kube.wait_for("Keycloak's port", 30, listens)
        yield f"http://127.0.0.1:{port}"
    finally:
        forward.terminate()
        forward.wait()


class Run:
    """All checks in their order."""

    def __init__(self, platform: Platform, ingress: str) -> None:
        self.platform = platform
        self.checks = Checks()
        self.lung = Installation(platform, _LUNG, ingress)
        self.brain = Installation(platform, _BRAIN, ingress)
        self.tokens: dict[str, str] = {}

    def all(self) -> bool:
        """Whether every check holds."""
        self._installation()
        with keycloak_port() as keycloak:
            for user in (_LUNG.member, _BRAIN.member):
                self.tokens[user] = token(
                    keycloak, user, self.platform.member_password, self.platform.client_secret
                )
        self._journey()
        self._separation()
        self._network()
        self._pods_come_back()
        self._reinstallation()
        self._workflows()
        print(f"{self.checks.passed} passed, {self.checks.failed} failed")
        return self.checks.failed == 0

    def _installation(self) -> None:
        expect = self.checks.expect
        expect("no field of the manifests is unknown", self._strict)
        begin = time.monotonic()
        expect("install in project lung", self.lung.install)
        expect("install in project brain", self.brain.install)
        expect("a second launch in one project is refused", self._second_launch)
        for installation in (self.lung, self.brain):
            expect(f"all pods of {installation.project.name} answer", installation.await_ready)
        print(f"        from the first helm install to all ready: {time.monotonic() - begin:.0f} s")

    def _strict(self) -> str | None:
        values = {
            "project_id": _LUNG.id,
            "project_name": "strict",
            "services_namespace": "services",
        }
        rendered = kube.run(
            "helm", "template", "strict", str(_CHART), *kube.set_values(values), "--set",
            "offlineRender=true",
        )  # fmt: skip
        kube.kubectl("apply", "--dry-run=server", "--filename", "-", stdin=rendered)
        return None

    def _second_launch(self) -> str | None:
        try:
            Installation(self.platform, _LUNG, self.lung.ingress).install()
        except kube.CommandFailed as refused:
            print(
                f"        {re.sub(r'.*execution error at [^:]*:[^:]*:[^:]*: ', '', str(refused))}"
            )
            return None if "lung" in str(refused) else str(refused)
        return "it was accepted"

    def _journey(self) -> None:
        alice = self.lung.member(self.tokens[_LUNG.member])
        self.checks.expect(
            "the demo cohort is loaded through the ingress",
            lambda: None if alice.load(_COHORT) > 0 else "nothing was written",
        )
        self.checks.expect("the joint table is that of ./demo", lambda: self._table(alice))
        self.checks.expect(
            "a second load writes nothing",
            lambda: None if alice.load(_COHORT) == 0 else "something was written",
        )
        bob = self.brain.member(self.tokens[_BRAIN.member])
        self.checks.expect(
            "the other project links its own",
            lambda: None if bob.link()["units"]["accepted"] == 2 else "not two studies",
        )

    def _table(self, member: Member) -> str | None:
        answer = member.joint_table(_COHORT / "joint-table.json")
        if answer.status != 200:
            return f"{answer.status} {answer.body[:500]!r}"
        wrong = differences(answer.body, _COHORT / "expected" / "joint-table.csv")
        return "; ".join(wrong[:5]) or None

    def _separation(self) -> None:
        foreigner = self.lung.member(self.tokens[_BRAIN.member])
        nobody = self.lung.member(None)
        for route in ("/fhir/Patient", "/linker/api/v1/state", "/import/api/v1/imports"):
            self.checks.expect(
                f"a member of the other project is refused: {route}",
                lambda route=route: _is(foreigner.get(route).status, 403),
            )
            self.checks.expect(
                f"nobody without a token gets in: {route}",
                lambda route=route: _is(nobody.get(route).status, 401),
            )
        self.checks.expect("no store holds anything of the other project", self._foreign_text)

    def _foreign_text(self) -> str | None:
        lines = (_ROOT / "helm/cluster/images/pacs/files/projects.tsv").read_text().splitlines()
        uids: dict[str, set[str]] = {_LUNG.id: set(), _BRAIN.id: set()}
        for line in lines:
            project, study, series = line.split("\t")
            uids[project] |= {study, series}
        told = []
        for own, other in ((self.lung, _BRAIN.id), (self.brain, _LUNG.id)):
            foreign = uids[other] - uids[own.project.id]
            if own is self.lung:
                foreign.add("FOREIGN-1")
            # One look at all texts: dots of UIDs stand for themselves.
            pattern = "|".join(sorted(foreign)).replace(".", "[.]")
            texts = "select count(*) from hfj_res_ver where res_text_vc"
            if own.sql(f"{texts} ~ '{pattern}'") != "0":
                told.append(f"{own.project.name} holds something of the other project")
            if own.sql(f"{texts} is not null") == "0":
                told.append(f"{own.project.name} holds nothing that could be searched")
        return "; ".join(told) or None

    def _network(self) -> None:
        pods = {
            "stranger": ("default", "other"),
            "workflow": ("project-lung", "processing-container"),
            "neighbour": ("project-brain", "processing-container"),
        }
        for name, (namespace, kind) in pods.items():
            kube.apply(self.platform.fill("pod.yaml", name=name, namespace=namespace, type=kind))
        for name, (namespace, _) in pods.items():
            kube.kubectl(
                "wait", "--for=condition=Ready", f"pod/{name}", "--namespace", namespace,
                "--timeout=120s",
            )  # fmt: skip
        # A new pod is known to the policies only after a moment.
        time.sleep(3)
        for name, (namespace, _) in pods.items():
            for component, port in (("postgres", 5432), ("fhir-server", 8080)):
                may = name == "workflow" and component == "fhir-server"
                self.checks.expect(
                    f"{name} {'reaches' if may else 'does not reach'} {component}",
                    lambda at=(namespace, name), to=component, port=port, may=may: self._reaches(
                        *at, to, port, may
                    ),
                )

    def _reaches(
        self, namespace: str, pod: str, component: str, port: int, wanted: bool
    ) -> str | None:
        host = f"{self.lung.name(component)}.services.svc"
        script = f"timeout 5 bash -c 'exec 3<>/dev/tcp/{host}/{port}' && echo reached || echo not"
        reached = kube.bash_in(namespace, pod, script).strip() == "reached"
        return None if reached == wanted else f"{'reached' if reached else 'not reached'}"

    def _pods_come_back(self) -> None:
        alice = self.lung.member(self.tokens[_LUNG.member])
        for component in _PODS:
            self.checks.expect(
                f"{component} comes back", lambda component=component: self._replaced(component)
            )
        self.checks.expect("with all data", lambda: self._patiently(alice))

    def _replaced(self, component: str) -> None:
        """Deletes a pod and waits until another one answers in its place."""
        selector = f"{self.lung.selector},app.kubernetes.io/component={component}"
        before = kube.ready_pods("services", selector)
        assert before, f"no pod of {component} answers"
        kube.kubectl(
            "delete", "pod", "--namespace", "services", "--selector", selector, "--wait=false"
        )
        kube.wait_for(
            f"another pod of {component}",
            600,
            lambda: bool(kube.ready_pods("services", selector) - before),
        )

    def _patiently(self, member: Member) -> str | None:
        """Connections of a pool that died with the database need a moment."""
        wrong: str | None = "not asked"
        for _ in range(30):
            wrong = self._table(member)
            if wrong is None:
                return None
            time.sleep(2)
        return wrong

    def _reinstallation(self) -> None:
        self.checks.expect("uninstall", self.lung.uninstall)
        self.lung = Installation(self.platform, _LUNG, self.lung.ingress)
        kube.wait_for(
            "the end of the pods",
            120,
            lambda: not kube.get("deployments", "services", "--selector", self.lung.selector),
        )
        self.checks.expect("install under another release name", self.lung.install)
        self.checks.expect("all pods answer", self.lung.await_ready)
        alice = self.lung.member(self.tokens[_LUNG.member])
        self.checks.expect("everything is found again", lambda: self._patiently(alice))

    def _workflows(self) -> None:
        workflows = Workflows(self.platform)
        self.checks.expect("the workflow chart fills Airflow's folder", workflows.install)
        operator = Operator(self.platform, _LUNG)
        self.checks.expect("an operator's pod reaches the linker and the PACS", operator.link)
        self.checks.expect(
            "an operator's pod gets the same joint table", lambda: operator.table(_COHORT)
        )
        self.checks.expect("the workflow chart leaves no file behind", workflows.uninstall)


def _is(status: int, wanted: int) -> str | None:
    return None if status == wanted else f"{status} instead of {wanted}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep-images", action="store_true", help="build none, use what is there")
    options = parser.parse_args()
    missing = [name for name in ("KUBECONFIG", "CLUSTER_INGRESS") if not os.environ.get(name)]
    if missing:
        print(f"cluster: {' and '.join(missing)} not set; see --help", file=sys.stderr)
        return 2
    platform = Platform(os.environ.get("CLUSTER_REGISTRY", "registry.test/clinical"), "0.1.0")
    if not options.keep_images:
        build_images(platform, (_LUNG, _BRAIN))
    install(platform, [_LUNG, _BRAIN])
    kube.wait_for("dicom-web-filter", 300, lambda: _filter_ready())
    return 0 if Run(platform, os.environ["CLUSTER_INGRESS"]).all() else 1


def _filter_ready() -> bool:
    found = kube.get(
        "deployments", "services", "--field-selector", "metadata.name=dicom-web-filter"
    )
    return bool(found) and found[0].get("status", {}).get("readyReplicas", 0) == 1


if __name__ == "__main__":
    sys.exit(main())
