"""The platform around the charts: real Keycloak with a realm like Kaapana's, a PACS double."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

import kube

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_KEYCLOAK = "26.4.0"
_IMAGES = (
    "clinical-fhir-server",
    "clinical-dicom-linker",
    "clinical-import-service",
    "clinical-radiomics-adapter",
    "clinical-postgres",
    "clinical-tools",
    "dag-clinical-data",
)


@dataclass(frozen=True)
class Project:
    """A project of the platform, with one member."""

    id: str
    name: str
    member: str


@dataclass(frozen=True)
class Platform:
    """What a test run calls its things; every secret is of this run alone."""

    registry: str
    version: str
    hostname: str = "kaapana.test"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    system_password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    member_password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    def fill(self, file: str, **more: str) -> str:
        """A manifest with its values in."""
        values = {
            "registry": self.registry,
            "version": self.version,
            "hostname": self.hostname,
            "client_secret": self.client_secret,
            "system_password": self.system_password,
        }
        return Template((_HERE / "platform" / file).read_text()).substitute(values | more)


def realm(platform: Platform, projects: list[Project]) -> dict[str, Any]:
    """The realm: client, roles and the claim ``projects`` as Kaapana's mapper writes it."""
    everyone = [(project.member, [project], ["user"]) for project in projects]
    everyone += [("root", [], ["admin", "user"]), ("system", projects, ["admin", "user"])]
    return {
        "realm": "kaapana",
        "enabled": True,
        "sslRequired": "none",
        "accessTokenLifespan": 3600,
        "roles": {"realm": [{"name": "admin"}, {"name": "user"}]},
        "components": {
            "org.keycloak.userprofile.UserProfileProvider": [
                {
                    "providerId": "declarative-user-profile",
                    "config": {
                        "kc.user.profile.config": [
                            json.dumps(
                                {
                                    "attributes": [
                                        {"name": "username"},
                                        {"name": "email"},
                                        {"name": "projects"},
                                    ]
                                }
                            )
                        ]
                    },
                }
            ]
        },
        "clients": [
            {
                "clientId": "kaapana",
                "secret": platform.client_secret,
                "directAccessGrantsEnabled": True,
                "redirectUris": ["https://kaapana.test/*"],
                "protocolMappers": [
                    {
                        "name": "audience",
                        "protocol": "openid-connect",
                        "protocolMapper": "oidc-audience-mapper",
                        "config": {
                            "included.client.audience": "kaapana",
                            "access.token.claim": "true",
                        },
                    },
                    {
                        "name": "projects",
                        "protocol": "openid-connect",
                        "protocolMapper": "oidc-usermodel-attribute-mapper",
                        "config": {
                            "user.attribute": "projects",
                            "claim.name": "projects",
                            "jsonType.label": "JSON",
                            "access.token.claim": "true",
                        },
                    },
                ],
            }
        ],
        "users": [
            {
                "username": name,
                "enabled": True,
                "emailVerified": True,
                "email": f"{name}@kaapana.test",
                "firstName": name,
                "lastName": name,
                "realmRoles": roles,
                "attributes": {
                    "projects": [json.dumps([{"id": p.id, "name": p.name} for p in member])]
                },
                "credentials": [
                    {
                        "type": "password",
                        "value": (
                            platform.system_password
                            if name == "system"
                            else platform.member_password
                        ),
                    }
                ],
            }
            for name, member, roles in everyone
        ],
    }


def install(platform: Platform, projects: list[Project]) -> None:
    """Makes the namespaces, Keycloak and the PACS."""
    for namespace in ["admin", "services", *(f"project-{project.name}" for project in projects)]:
        kube.apply(f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {namespace}}}\n")
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "realm", "namespace": "admin"},
        "stringData": {"realm.json": json.dumps(realm(platform, projects))},
    }
    kube.apply(json.dumps(secret))
    # Keycloak reads its realm at its start, and the passwords are those of this run.
    kube.apply(platform.fill("platform.yaml", run=secrets.token_hex(4)))
    kube.kubectl("rollout", "status", "deployment/keycloak", "--namespace", "admin", timeout=600)


def build_images(platform: Platform, shared: tuple[Project, Project]) -> None:
    """Builds ours and those of the platform, and gives them to the cluster."""
    environment = {**os.environ, "REGISTRY": platform.registry, "VERSION": platform.version}
    _step("local-bases", environment)
    _step("assemble", environment, "all")
    _step("build", environment, "clinical-java-base", *_IMAGES)
    _fill_keycloak(_HERE / "images" / "keycloak" / "files")
    _fill_pacs(_HERE / "images" / "pacs" / "files", *shared)
    for name in ("keycloak", "pacs"):
        tag = f"{platform.registry}/test-{name}:{platform.version}"
        options = ("--format", "docker", "--isolation", "chroot", "--pull-never", "--tag", tag)
        kube.run("buildah", "bud", *options, str(_HERE / "images" / name), timeout=900)
    names = (*_IMAGES, "test-keycloak", "test-pacs")
    kube.load([f"{platform.registry}/{name}:{platform.version}" for name in names])


def _step(script: str, environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [str(_ROOT / "docker" / script), *arguments], env=environment, timeout=1800, check=False
    )
    if done.returncode != 0:
        raise kube.CommandFailed(f"docker/{script} failed")


def _fill_keycloak(files: Path) -> None:
    if (files / "keycloak").exists():
        return
    files.mkdir(parents=True, exist_ok=True)
    coordinates = f"org.keycloak:keycloak-quarkus-dist:{_KEYCLOAK}:zip"
    copy = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"
    options = (f"-Dartifact={coordinates}", f"-DoutputDirectory={files}", "-q", "-B")
    kube.run("mvn", copy, *options, timeout=900)
    archive = next(files.glob("keycloak-quarkus-dist*.zip"))
    with zipfile.ZipFile(archive) as unpacked:
        for entry in unpacked.infolist():
            path = unpacked.extract(entry, files)
            os.chmod(path, (entry.external_attr >> 16) & 0o777 or 0o644)
    (files / f"keycloak-{_KEYCLOAK}").rename(files / "keycloak")
    archive.unlink()


def _fill_pacs(files: Path, everything: Project, other: Project) -> None:
    """The demo cohort for one project; one study of it and one of its own for the other."""
    shutil.rmtree(files, ignore_errors=True)
    (files / "lib").mkdir(parents=True)
    for jar in _pacs_jars():
        shutil.copy(jar, files / "lib")
    shutil.copytree(_ROOT / "demo-cohort" / "dicom", files / "dicom")
    lines = [(everything.id, *_uids(file)) for file in sorted((files / "dicom").rglob("*.dcm"))]
    shared = lines[0][1]
    lines += [(other.id, study, series) for _, study, series in lines if study == shared]
    foreign = files / "dicom" / "foreign.dcm"
    shutil.copy(next((files / "dicom").rglob("ct*/*.dcm")), foreign)
    change = ("-nb", "-gst", "-gse", "-gin", "-ma", "PatientID=FOREIGN-1", str(foreign))
    kube.run("dcmodify", *change)
    lines.append((other.id, *_uids(foreign)))
    unique = sorted(set(lines))
    (files / "projects.tsv").write_text("".join("\t".join(line) + "\n" for line in unique))


def _pacs_jars() -> list[str]:
    target = _ROOT / "pacs-double" / "target"
    jars = [str(jar) for jar in target.glob("pacs-double-*.jar") if "tests" not in jar.name]
    return jars + [
        jar for jar in (target / "runtime.classpath").read_text().strip().split(":") if jar
    ]


def _uids(file: Path) -> tuple[str, str]:
    text = kube.run("dcmdump", "+P", "StudyInstanceUID", "+P", "SeriesInstanceUID", str(file))
    found = dict(re.findall(r"\((0020,000[de])\).*?\[([0-9.]+)", text))
    return found["0020,000d"], found["0020,000e"]
