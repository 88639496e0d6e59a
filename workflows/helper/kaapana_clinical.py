"""Clinical facts, imaging and radiomics of a Kaapana project as one pandas table.

    import kaapana_clinical as kc
    df = kc.table(rows="patient", clinical=["age", "tnm.group"], survival=["overall"])
    train_test = kc.split(df, event="overall_event")

One file; needs requests and pandas. It works in three modes, tried in this order:

``workflow``
    in a container that a Kaapana workflow started: the platform's documented environment
    (``KEYCLOAK_URL``, ``KAAPANA_CLIENT_SECRET``, ``KAAPANA_PROJECT_USER_NAME``,
    ``KAAPANA_PROJECT_USER_PASSWORD``) gives a token; reads and writes.
``token``
    in JupyterLab, with ``kc.login(url, token)`` from the page (Access, "Issue a token"), or the
    environment ``CLINICAL_FHIR_URL`` and ``CLINICAL_TOKEN``; reads only.
``files``
    in JupyterLab, with the tables that the page (Table, "Send to JupyterLab") or the workflow
    ``export-joint-table`` put into the bucket: folders with ``table.csv``, ``columns.json`` and
    ``request.json`` below the working directory.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import requests

BASE = "https://kaapana.ai/fhir/clinical"
RESULTS = f"{BASE}/sid/result"
VIEWER = "/ohif/viewer?StudyInstanceUIDs={study_uid}"
NO_ACCESS = (
    'There is neither a token nor a table here. Either press "Send to JupyterLab" below Table on'
    " the page of Clinical Data, or run the workflow export-joint-table, and wait until the folder"
    ' appears here (about 20 s), or press "Issue a token" below Access on the page and run'
    ' kc.login("<address>", "<token>"); the address is'
    " http://clinical-fhir-server-<project name>.services.svc:8080/fhir."
)

_TIMEOUT = (10, 300)
_TRIES = 4
_KEYS = ("patient_id", "study_uid", "series_uid", "seg_uid", "roi", "study_date")
_FORMULA = re.compile(r"^'(?=[=+\-@\t\r])")

Json = dict[str, Any]


class ClinicalError(RuntimeError):
    """Something went wrong; the text says what and what to do."""


class NoAccessError(ClinicalError):
    """There is neither a token nor a file."""


class IncompleteError(ClinicalError):
    """An answer had another number of rows or resources than the server stated."""


class RefusedError(ClinicalError):
    """The server refuses a request; ``issues`` holds what its OperationOutcome says."""

    def __init__(self, status: int, issues: list[str]) -> None:
        """Keep the status and the sentences of the issues."""
        self.status = status
        self.issues = issues
        super().__init__(f"{status}: " + ("; ".join(issues) or "no reason was given"))


# --- access -----------------------------------------------------------------------------------


@dataclass
class Access:
    """Where tables come from: a server with a token, or a folder."""

    mode: str
    url: str = ""
    token: str = field(default="", repr=False)
    folder: Path | None = None
    expires: float = float("inf")
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def headers(self) -> dict[str, str]:
        """Return the headers of a request, with a token that is still valid."""
        if self.mode == "workflow" and time.time() > self.expires:
            self.token, self.expires = _workflow_token(self.session)
        return {"Authorization": f"Bearer {self.token}"}


_access: Access | None = None


def login(
    url: str | None = None,
    token: str | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> str:
    """Choose the access and return its mode: ``workflow``, ``token`` or ``files``.

    Without arguments the environment decides; every other function calls it so by itself.
    """
    global _access
    if token:
        address = url or os.environ.get("CLINICAL_FHIR_URL", "")
        if not address:
            raise NoAccessError('The address is missing: kc.login("<address>", "<token>").')
        _access = Access("token", address.rstrip("/"), token)
    elif folder is not None:
        _access = Access("files", folder=Path(folder))
    else:
        _access = _from_environment(url)
    return _access.mode


def mode() -> str:
    """Return the mode that is in use."""
    return _current().mode


def _current() -> Access:
    if _access is None:
        login()
    assert _access is not None
    return _access


def _from_environment(url: str | None) -> Access:
    session = requests.Session()
    if _environment("KAAPANA_PROJECT_USER_NAME") and _environment("KEYCLOAK_URL"):
        token, expires = _workflow_token(session)
        address = url or os.environ.get("FHIR_BASE_URL") or _service_address(token)
        return Access("workflow", address.rstrip("/"), token, expires=expires, session=session)
    token = os.environ.get("CLINICAL_TOKEN", "")
    address = url or os.environ.get("CLINICAL_FHIR_URL", "")
    if token and address:
        return Access("token", address.rstrip("/"), token, session=session)
    folder = Path(os.environ.get("CLINICAL_TABLES", "."))
    if not _folders(folder):
        raise NoAccessError(NO_ACCESS)
    return Access("files", folder=folder)


def _environment(name: str) -> str:
    """Return a variable of a workflow's container, in either of the platform's spellings."""
    return os.environ.get(name) or os.environ.get(f"KAAPANA_{name}", "")


def _workflow_token(session: requests.Session) -> tuple[str, float]:
    form = {
        "grant_type": "password",
        "client_id": os.environ.get("KAAPANA_CLIENT_ID", "kaapana"),
        "client_secret": os.environ.get("KAAPANA_CLIENT_SECRET", ""),
        "username": _environment("KAAPANA_PROJECT_USER_NAME"),
        "password": _environment("KAAPANA_PROJECT_USER_PASSWORD"),
    }
    url = _environment("KEYCLOAK_URL").rstrip("/")
    url += "/auth/realms/kaapana/protocol/openid-connect/token"
    answer = _repeat(lambda: session.post(url, data=form, timeout=_TIMEOUT))
    if answer.status_code != 200:
        raise NoAccessError("The workflow's user gets no token; see the secrets of the project.")
    body = answer.json()
    return body["access_token"], time.time() + 0.8 * float(body.get("expires_in", 60))


def _claims(token: str) -> Json:
    """Return what a token says of itself, unproven: the server proves it."""
    try:
        part = token.split(".")[1]
        return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))
    except (IndexError, ValueError):
        return {}


def _project(token: str) -> Json:
    projects = _claims(token).get("projects") or [{}]
    return dict(projects[0])


def _service_address(token: str) -> str:
    name = _project(token).get("name")
    if not name:
        raise NoAccessError("The token names no project; set FHIR_BASE_URL.")
    namespace = os.environ.get("SERVICES_NAMESPACE", "services")
    return f"http://clinical-fhir-server-{name}.{namespace}.svc:8080/fhir"


# --- requests ---------------------------------------------------------------------------------


def _repeat(send: Any) -> requests.Response:
    """Send a request that is safe to repeat until the server is there, a few times."""
    for attempt in range(_TRIES):
        try:
            answer: requests.Response = send()
            if answer.status_code not in (429, 502, 503, 504) or attempt == _TRIES - 1:
                return answer
        except (requests.ConnectionError, requests.Timeout) as e:
            if attempt == _TRIES - 1:
                raise ClinicalError("The server cannot be reached.") from e
        time.sleep(0.5 * 2**attempt)
    raise AssertionError("unreachable")


def _send(method: str, path: str, body: Any = None, query: Mapping[str, str] | None = None) -> Any:
    access = _current()
    if access.mode == "files":
        raise NoAccessError(f"This needs a token, and here are only files. {NO_ACCESS}")
    url = path if path.startswith("http") else f"{access.url}/{path.lstrip('/')}"
    answer = _repeat(
        lambda: access.session.request(
            method,
            url,
            params=query,
            json=body,
            headers=access.headers() | {"Accept": "*/*"},
            timeout=_TIMEOUT,
            allow_redirects=False,
        )
    )
    if answer.status_code == 401:
        raise NoAccessError('The token has expired; press "Issue a token" below Access again.')
    if not answer.ok:
        raise RefusedError(answer.status_code, _issues(answer))
    return answer


def _issues(answer: requests.Response) -> list[str]:
    try:
        issues = answer.json().get("issue", [])
    except ValueError:
        return []
    texts = []
    for issue in issues:
        code = "".join(c.get("code", "") for c in issue.get("details", {}).get("coding", [])[:1])
        text = issue.get("details", {}).get("text") or ""
        parts = (code, text, issue.get("diagnostics", ""))
        texts.append(" ".join(part for part in parts if part))
    return texts


# --- tables -----------------------------------------------------------------------------------


def table(
    rows: str = "patient",
    clinical: Iterable[str | Json] = (),
    radiomics: str | Sequence[str] | Json | None = None,
    imaging: Iterable[str | Json] = (),
    survival: Iterable[str] = (),
    where: Iterable[Json] = (),
    anchor: str | Json = "imaging",
    links: bool = False,
    *,
    request: Json | None = None,
    name: str | None = None,
) -> pd.DataFrame:
    """Return the joint table: one row per patient, study, series or roi.

    ``request`` is a whole request as the page saves it, in place of the other arguments. With
    files, the table with this ``name`` or else with these ``rows`` is read. ``df.attrs`` holds the
    ``units``, the ``columns`` dictionary and the ``request``.
    """
    spec = request or _spec(rows, clinical, radiomics, imaging, survival, where, anchor, links)
    access = _current()
    if access.mode == "files":
        return _from_files(access, spec, name)
    columns = _send("POST", "$joint-table", spec, {"_format": "columns"}).json()
    answer = _send("POST", "$joint-table", spec, {"_format": "csv"})
    frame = _frame(answer.content, columns)
    stated = answer.headers.get("X-Row-Count")
    if stated is None or int(stated) != len(frame):
        raise IncompleteError(f"{len(frame)} rows came of {stated}; ask again.")
    return _described(frame, columns, spec)


def _spec(
    rows: str,
    clinical: Iterable[str | Json],
    radiomics: str | Sequence[str] | Json | None,
    imaging: Iterable[str | Json],
    survival: Iterable[str],
    where: Iterable[Json],
    anchor: str | Json,
    links: bool,
) -> Json:
    spec: Json = {"rows": rows, "anchor": anchor}
    if isinstance(radiomics, str):
        radiomics = {"features": [radiomics]}
    elif radiomics is not None and not isinstance(radiomics, Mapping):
        radiomics = {"features": list(radiomics)}
    parts = {
        "clinical": list(clinical),
        "radiomics": radiomics,
        "imaging": list(imaging),
        "survival": list(survival),
        "where": list(where),
        "links": links,
    }
    return spec | {key: value for key, value in parts.items() if value}


def _frame(content: bytes, columns: list[Json]) -> pd.DataFrame:
    """Read a CSV as the dictionary says: ids and codes are text, however they look."""
    header = pd.read_csv(io.BytesIO(content), nrows=0).columns
    numbers = {c["name"] for c in columns if c.get("type") in ("number", "integer")}
    if not columns:
        guess = pd.read_csv(io.BytesIO(content))
        numbers = set(guess.select_dtypes("number").columns) - set(_KEYS)
    dtype: dict[Any, Any] = {c: "float64" if c in numbers else "string" for c in header}
    frame = pd.read_csv(
        io.BytesIO(content),
        dtype=dtype,
        keep_default_na=False,
        na_values=[""],
        float_precision="round_trip",
    )
    for column in frame.columns.difference(list(numbers)):
        frame[column] = frame[column].str.replace(_FORMULA, "", regex=True).astype(object)
        frame[column] = frame[column].where(frame[column].notna(), None)
    return frame


def _described(frame: pd.DataFrame, columns: list[Json], spec: Json) -> pd.DataFrame:
    frame.attrs["columns"] = {c["name"]: c for c in columns}
    frame.attrs["units"] = {c["name"]: c["unit"] for c in columns if c.get("unit")}
    frame.attrs["request"] = spec
    return frame


def _folders(folder: Path) -> list[Path]:
    found = [p for depth in ("", "*/", "*/*/", "*/*/*/") for p in folder.glob(f"{depth}table.csv")]
    return sorted({p.parent for p in found})


def _load(path: Path, default: Any) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else default


def _from_files(access: Access, spec: Json, name: str | None) -> pd.DataFrame:
    folders = _folders(access.folder or Path("."))
    if name:
        chosen = [f for f in folders if f.name == name]
    else:
        chosen = [f for f in folders if _load(f / "request.json", {}).get("rows") == spec["rows"]]
    if not chosen:
        names = ", ".join(f.name for f in folders) or "none"
        raise NoAccessError(
            f"There is no such table among the files (there are: {names}). Run the workflow"
            f' export-joint-table with rows "{spec["rows"]}" in its request.'
        )
    newest = max(chosen, key=lambda f: (f / "table.csv").stat().st_mtime)
    columns = _load(newest / "columns.json", [])
    frame = _frame((newest / "table.csv").read_bytes(), columns)
    manifest = _load(newest / "manifest.json", {})
    stated = manifest.get("counts", {}).get("rows", len(frame))
    if stated != len(frame):
        raise IncompleteError(f"The file has {len(frame)} rows of {stated}; export it again.")
    missing = [c for c in _asked(spec) if c not in frame.columns]
    if missing:
        raise NoAccessError(
            f"The table {newest.name} lacks {', '.join(missing)}: run export-joint-table again with"
            " them in its request."
        )
    return _described(frame, columns, _load(newest / "request.json", spec))


def column(concept: str) -> str:
    """Return the name of a concept's column: ``tnm.group`` becomes ``tnm_group``."""
    return re.sub(r"[^0-9A-Za-z]+", "_", concept).strip("_").lower()


def _asked(spec: Json) -> list[str]:
    named = [c if isinstance(c, str) else c["concept"] for c in spec.get("clinical", [])]
    pairs = [f"{column(s)}_{part}" for s in spec.get("survival", []) for part in ("time", "event")]
    return [column(c) for c in named] + pairs


def viewer(study_uid: str) -> str:
    """Return the address of a study in the platform's viewer."""
    return os.environ.get("CLINICAL_VIEWER_URL", VIEWER).format(study_uid=study_uid)


def variables() -> pd.DataFrame:
    """Return what can be asked for: one row per concept, endpoint, feature and image attribute."""
    access = _current()
    if access.mode == "files":
        known: dict[str, Json] = {}
        for folder in _folders(access.folder or Path(".")):
            columns = _load(folder / "columns.json", None) or _guessed(folder / "table.csv")
            known |= {c["name"]: c for c in columns}
        frame = pd.DataFrame(list(known.values()))
        return frame.rename(columns={"n": "values"})
    answer = _send("GET", "$variables").json()
    lines = [{"kind": "clinical"} | v for v in answer["concepts"]]
    lines += [{"kind": "survival"} | v for v in answer["survival"]]
    for features in answer["featureSets"]:
        which = {"kind": "radiomics", "configuration": features["configuration"]}
        lines += [which | v for v in features["features"]]
    lines += [{"kind": "imaging"} | v for v in answer["imaging"]]
    keep = ["kind", "name", "column", "display", "type", "unit", "patients", "values"]
    frame = pd.DataFrame(lines)
    return frame[[*keep, *(c for c in ("configuration", "first", "last") if c in frame)]]


def _guessed(path: Path) -> list[Json]:
    """Return a dictionary for a table that came without one."""
    frame = _frame(path.read_bytes(), [])
    return [
        {
            "name": name,
            "type": "text" if cells.dtype == object else "number",
            "n": cells.count(),
        }
        for name, cells in frame.items()
    ]


# --- cohorts ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cohort:
    """Patients that satisfy criteria, with their studies and image series."""

    patients: list[str]
    studies: list[str]
    series: list[str]
    attrition: pd.DataFrame
    group: str | None = None
    list_: str | None = None

    def __repr__(self) -> str:
        """Show counts alone."""
        return f"Cohort({len(self.patients)} patients, {len(self.series)} series)"

    def to_dataset(self, name: str) -> int:
        """Make or replace a dataset of the platform from the series; return how many they are."""
        if not self.series:
            raise ClinicalError("The cohort has no image series, so there is no dataset to make.")
        access = _current()
        if access.mode != "workflow":
            raise NoAccessError(
                "A dataset is made by a workflow: start clinical-cohort-to-dataset with the same"
                " criteria, or run this notebook by clinical-joint-analysis."
            )
        headers = access.headers() | {"Project": json.dumps(_whole_project(access))}
        url = _environment("KAAPANA_BACKEND_URL").rstrip("/") + "/client/dataset"
        body = {"action": "UPDATE", "name": name, "identifiers": self.series}
        answer = _repeat(
            lambda: access.session.put(url, json=body, headers=headers, timeout=_TIMEOUT)
        )
        if not answer.ok:
            raise RefusedError(answer.status_code, ["the platform did not take the dataset"])
        return len(self.series)


def _whole_project(access: Access) -> Json:
    project = _project(access.token)
    url = f"{_environment('AII_URL').rstrip('/')}/projects/{project.get('name', '')}"
    answer = _repeat(lambda: access.session.get(url, headers=access.headers(), timeout=_TIMEOUT))
    return dict(answer.json()) if answer.ok else project


def cohort(*where: Json, radiomics: Json | None = None, store_as: str | None = None) -> Cohort:
    """Return the patients that satisfy all criteria.

    ``kc.cohort({"concept": "tnm.group", "in": ["IIIA", "IIIB"]})``. With ``store_as`` the cohort is
    stored as Group and List under this name.
    """
    access = _current()
    if access.mode == "files":
        return _cohort_of_files(list(where))
    body: Json = {"where": list(where)}
    if radiomics:
        body["radiomics"] = radiomics
    if store_as:
        body["store"] = {"name": store_as}
    answer = _send("POST", "$cohort", body).json()
    return Cohort(
        answer["patients"],
        answer["studies"],
        answer["series"],
        pd.DataFrame(answer["attrition"]),
        answer.get("group"),
        answer.get("list"),
    )


def _cohort_of_files(where: list[Json]) -> Cohort:
    """Apply criteria to the files: those rows count that satisfy each, at any level."""
    frame = table(rows="patient")
    remaining = pd.Series(True, index=frame.index)
    steps = []
    for criterion in where:
        holds = _holds(frame, criterion)
        remaining &= holds
        what = criterion.get("concept") or criterion.get("feature")
        steps.append({"criterion": what, "alone": holds.sum(), "remaining": remaining.sum()})
    patients = frame.loc[remaining, "patient_id"].tolist()
    studies: list[str] = []
    series: list[str] = []
    try:
        rois = table(rows="roi")
        own = rois[rois["patient_id"].isin(patients)]
        studies = sorted(own["study_uid"].dropna().unique())
        series = sorted(own["series_uid"].dropna().unique())
    except NoAccessError:
        pass
    return Cohort(patients, studies, series, pd.DataFrame(steps))


def _holds(frame: pd.DataFrame, criterion: Json) -> pd.Series:
    name = criterion.get("feature") or column(criterion["concept"])
    if name not in frame:
        raise NoAccessError(f'The files lack "{name}": add it below Table and send them again.')
    if criterion.get("unit") not in (None, frame.attrs.get("units", {}).get(name)):
        raise ClinicalError(f'Files convert no units: "{name}" is in {frame.attrs["units"][name]}.')
    cells = frame[name]
    holds = cells.notna()
    if "in" in criterion:
        holds &= cells.isin(criterion["in"])
    if "eq" in criterion:
        holds &= cells == criterion["eq"]
    for key, test in (("gt", "gt"), ("ge", "ge"), ("lt", "lt"), ("le", "le")):
        if criterion.get(key) is not None:
            holds &= getattr(cells, test)(criterion[key])
    return holds


# --- FHIR -------------------------------------------------------------------------------------


def search(query: str) -> list[Json]:
    """Return every resource that a FHIR search finds, or raise: never a part of them."""
    separator = "&" if "?" in query else "?"
    url: str | None = f"{query}{separator}_total=accurate"
    found: dict[str, Json] = {}
    total: int | None = None
    home = urlsplit(_current().url)
    while url:
        page = _send("GET", url).json()
        total = page.get("total", total) if total is None else total
        for entry in page.get("entry", []):
            if entry.get("search", {}).get("mode", "match") == "match":
                resource = entry["resource"]
                found[f"{resource['resourceType']}/{resource['id']}"] = resource
        links = {link["relation"]: link["url"] for link in page.get("link", [])}
        url = links.get("next")
        if url and urlsplit(url).netloc != home.netloc:
            raise ClinicalError("The next page is on another server; the token is not sent there.")
    if total is None or total != len(found):
        raise IncompleteError(f"{len(found)} resources came of {total}; nothing is returned.")
    return list(found.values())


def derived_id(letter: str, kind: str, system: str, value: str) -> str:
    """Return the id that follows from an identifier; the server refuses any other."""
    text = "\x1f".join((kind, system, value))
    return letter + hashlib.sha256(text.encode()).hexdigest()[:32]


def patient_reference(patient_id: str, system: str = f"{BASE}/sid/patient-id") -> Json:
    """Return a reference to a patient by PatientID."""
    return {"reference": "Patient/" + derived_id("p", "Patient", system, patient_id)}


def software(name: str, version: str) -> Json:
    """Return the Device that stands for the software that made results."""
    value = f"{name}|{version}"
    return {
        "resourceType": "Device",
        "id": derived_id("d", "Device", RESULTS, value),
        "identifier": [{"system": RESULTS, "value": value}],
        "deviceName": [{"name": name, "type": "model-name"}],
        "version": [{"value": version}],
    }


def result(
    patient_id: str,
    name: str,
    value: float,
    unit: str,
    device: Json,
    when: str | None = None,
) -> Json:
    """Return an Observation with a number that ``device`` made for a patient."""
    key = "|".join((device["identifier"][0]["value"], patient_id, name))
    observation: Json = {
        "resourceType": "Observation",
        "id": derived_id("o", "Observation", RESULTS, key),
        "identifier": [{"system": RESULTS, "value": key}],
        "status": "final",
        "code": {"text": name},
        "subject": patient_reference(patient_id),
        "device": {"reference": f"Device/{device['id']}"},
        "valueQuantity": {
            "value": value,
            "unit": unit,
            "system": "http://unitsofmeasure.org",
            "code": unit,
        },
    }
    return observation | ({"effectiveDateTime": when} if when else {})


def provenance(targets: Sequence[Json], device: Json, statement: str) -> Json:
    """Return the Provenance of results: what made them, and from what."""
    references = [f"{t['resourceType']}/{t['id']}" for t in targets]
    key = "\x1f".join([*sorted(references), statement])
    return {
        "resourceType": "Provenance",
        "id": derived_id("v", "Provenance", f"{BASE}/sid/provenance", key),
        "target": [{"reference": r} for r in references],
        "recorded": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "activity": {"text": statement},
        "agent": [{"who": {"reference": f"Device/{device['id']}"}}],
    }


def store(resources: Sequence[Json], chunk: int = 200) -> pd.Series:
    """Store resources by their derived ids, and return how many were created and changed.

    Storing the same again changes nothing, a Provenance included. Every entry of every answer is
    checked.
    """
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for start in range(0, len(resources), chunk):
        part = [_as_recorded(r) for r in resources[start : start + chunk]]
        entries = [
            {
                "resource": r,
                "request": {"method": "PUT", "url": f"{r['resourceType']}/{r['id']}"},
            }
            for r in part
        ]
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
        answer = _send("POST", "", bundle).json()
        effects = [_effect(entry["response"]) for entry in answer.get("entry", [])]
        if len(effects) != len(part) or None in effects:
            raise IncompleteError("The server did not confirm every resource; store them again.")
        for effect in effects:
            counts[str(effect)] += 1
    return pd.Series(counts, dtype="int64", name="resources")


def _as_recorded(resource: Json) -> Json:
    """Give a Provenance that is stored already the time at which it was recorded first."""
    if resource["resourceType"] != "Provenance":
        return resource
    try:
        held = _send("GET", f"Provenance/{resource['id']}").json()
    except RefusedError as e:
        if e.status in (404, 410):
            return resource
        raise
    return resource | {"recorded": held["recorded"]}


def _effect(response: Json) -> str | None:
    """Return what one entry of a transaction did; None if it is not confirmed."""
    status = str(response.get("status", ""))[:3]
    if status == "201":
        return "created"
    if status != "200":
        return None
    return "unchanged" if "NO_CHANGE" in json.dumps(response.get("outcome", {})) else "changed"


# --- for analysis -----------------------------------------------------------------------------


def split(
    frame: pd.DataFrame,
    folds: int = 5,
    *,
    event: str | None = None,
    group: str = "patient_id",
    seed: int = 0,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return positions of training and test rows of each fold.

    All rows of a patient are in one fold; with ``event`` the folds have about equally many patients
    with an event.
    """
    if frame[group].isna().any():
        raise ClinicalError(f'A row without "{group}" belongs to no fold; leave it out first.')
    patients = frame.groupby(group, sort=True)
    rank = patients[event].max().fillna(0) if event else pd.Series(0.0, index=patients.size().index)
    if not 2 <= folds <= len(rank):
        raise ClinicalError(f"{len(rank)} patients cannot be split into {folds} folds.")
    order = np.random.default_rng(seed).permutation(len(rank))
    order = order[np.argsort(-rank.to_numpy(dtype=float)[order], kind="stable")]
    fold_of = pd.Series(np.arange(len(rank)) % folds, index=rank.index[order])
    of_row = frame[group].map(fold_of).to_numpy()
    return [(np.flatnonzero(of_row != k), np.flatnonzero(of_row == k)) for k in range(folds)]
