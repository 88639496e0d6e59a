"""What a member of a project does: everything through the ingress, with a token of Keycloak."""

from __future__ import annotations

import csv
import io
import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The ingress of a test cluster has a certificate of its own making.
_CONTEXT = ssl._create_unverified_context()
_JOB_SECONDS = 300


@dataclass(frozen=True)
class Answer:
    """An answer of HTTP."""

    status: int
    body: bytes

    def json(self) -> Any:  # noqa: ANN401
        """The body as JSON."""
        return json.loads(self.body)


def token(keycloak: str, user: str, password: str, secret: str) -> str:
    """A person's access token by password, as Kaapana's own services get theirs."""
    form = {
        "grant_type": "password",
        "client_id": "kaapana",
        "client_secret": secret,
        "username": user,
        "password": password,
        "scope": "openid",
    }
    url = f"{keycloak}/auth/realms/kaapana/protocol/openid-connect/token"
    request = urllib.request.Request(url, urllib.parse.urlencode(form).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        access: str = json.load(answer)["access_token"]
    return access


class Member:
    """A caller of one installation."""

    def __init__(self, base: str, access_token: str | None) -> None:
        self._base = base
        self._token = access_token

    def send(
        self, method: str, path: str, body: bytes | None = None, content: str = "application/json"
    ) -> Answer:
        """One request; every status is an answer."""
        request = urllib.request.Request(self._base + path, body, method=method)
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        if body is not None:
            request.add_header("Content-Type", content)
        if path.startswith("/fhir/$joint-table"):
            request.add_header("Accept", "text/csv")
        try:
            with urllib.request.urlopen(request, timeout=120, context=_CONTEXT) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.read())

    def get(self, path: str) -> Answer:
        """Reads."""
        return self.send("GET", path)

    def post(self, path: str, value: object) -> Answer:
        """Sends JSON."""
        return self.send("POST", path, json.dumps(value).encode())

    def upload(self, path: str, files: dict[str, Path], fields: dict[str, str]) -> Answer:
        """Sends a form with files."""
        boundary = uuid.uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        body = "".join(parts).encode()
        for name, file in files.items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"'
            body += f"--{boundary}\r\n{head}\r\n\r\n".encode() + file.read_bytes() + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return self.send("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def finish(self, api: str, accepted: Answer) -> dict[str, Any]:
        """Waits for the end of a job."""
        if accepted.status not in (200, 202):
            raise AssertionError(f"{api}: {accepted.status} {accepted.body[:500]!r}")
        job = accepted.json()["id"]
        end = time.monotonic() + _JOB_SECONDS
        while time.monotonic() < end:
            state: dict[str, Any] = self.get(f"{api}/jobs/{job}").json()
            if state["state"] == "SUCCEEDED":
                return state
            if state["state"] in ("FAILED", "CANCELLED"):
                raise AssertionError(f"{api}: {state}")
            time.sleep(0.5)
        raise TimeoutError(f"{api}: the job does not end")

    def link(self) -> dict[str, Any]:
        """Links the PACS."""
        return self.finish("/linker/api/v1", self.post("/linker/api/v1/link", {}))

    def load(self, cohort: Path) -> int:
        """Takes the demo cohort through the three feeders; gives how many were written."""
        written = _written(self.link())
        for table in ("clinical.csv", "laboratory.xlsx"):
            file = cohort / "clinical" / table
            files = {"file": file, "mapping": file.with_suffix(".mapping.yaml")}
            made = self.upload("/import/api/v1/imports", files, {}).json()
            commit = self.post(f"/import/api/v1/imports/{made['id']}/commit", {})
            written += _written(self.finish("/import/api/v1", commit))
        for results in ("bin25.csv", "bin10.csv", "bin25-part2.json"):
            name = results[:5]
            files = {
                "file": cohort / "radiomics" / results,
                "parameters": cohort / "radiomics" / f"{name}.yaml",
            }
            fields = {"configurationName": name, "dataset": "demo-cohort"}
            ingest = self.upload("/radiomics/api/v1/ingests", files, fields)
            written += _written(self.finish("/radiomics/api/v1", ingest))
        return written

    def joint_table(self, request: Path) -> Answer:
        """The joint table as CSV."""
        return self.send("POST", "/fhir/$joint-table", request.read_bytes())


def _written(job: dict[str, Any]) -> int:
    resources = job.get("resources", {})
    return int(resources.get("created", 0)) + int(resources.get("updated", 0))


def differences(found: bytes, expected: Path) -> list[str]:
    """Where two tables differ; numbers are equal as IEEE doubles."""
    left = list(csv.reader(io.StringIO(found.decode("utf-8-sig"))))
    right = list(csv.reader(io.StringIO(expected.read_text("utf-8-sig"))))
    if len(left) != len(right):
        return [f"{len(left)} lines instead of {len(right)}"]
    told = []
    for line, (one, other) in enumerate(zip(left, right, strict=True), 1):
        if len(one) != len(other):
            told.append(f"line {line}: {len(one)} cells instead of {len(other)}")
            continue
        for column, cell in enumerate(one):
            if not _same(cell, other[column]):
                told.append(f"line {line}, column {right[0][column]}")
    return told


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False
