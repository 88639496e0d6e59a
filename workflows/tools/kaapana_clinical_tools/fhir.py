"""FHIR: searches that are complete, writes that are confirmed, ids that the server expects."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from kaapana_clinical_tools.errors import ActionError
from kaapana_clinical_tools.service import Service

Json = dict[str, Any]
BASE = "https://kaapana.ai/fhir/clinical"
RESULTS = f"{BASE}/sid/result"
PROVENANCE = f"{BASE}/sid/provenance"
AT_ONCE = 100


def derived_id(letter: str, kind: str, system: str, value: str) -> str:
    """The id that follows from an identifier; the server refuses any other."""
    text = "\x1f".join((kind, system, value))
    return letter + hashlib.sha256(text.encode()).hexdigest()[:32]


def reference(resource: Json) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def search(service: Service, kind: str, form: Iterable[tuple[str, str]]) -> list[Json]:
    """Every resource that a search finds, or an error. The form travels in the body: no value
    of a patient in an address."""
    data = [*form, ("_total", "accurate")]
    page = service.post(f"/fhir/{kind}/_search", data=data).json()
    total = page.get("total")
    found: dict[str, Json] = {}
    while True:
        for entry in page.get("entry", []):
            if entry.get("search", {}).get("mode", "match") == "match":
                found[reference(entry["resource"])] = entry["resource"]
        links = {link["relation"]: link["url"] for link in page.get("link", [])}
        if "next" not in links:
            break
        page = service.get(links["next"]).json()
    if total != len(found):
        raise ActionError(f"{len(found)} resources came, the server stated {total}")
    return list(found.values())


def search_query(service: Service, query: str) -> list[Json]:
    """As search, for the usual form of a query: ``Observation?code=...``."""
    kind, _, rest = query.partition("?")
    if not kind.isalpha():
        raise ActionError("A query starts with a resource type, as Observation?code=...")
    return search(service, kind, parse_qsl(rest, keep_blank_values=True))


def by_series(service: Service, uids: Iterable[str]) -> dict[str, Json]:
    """The ImagingStudy of each series that the store knows."""
    wanted = sorted(set(uids))
    found: dict[str, Json] = {}
    for part in chunks(wanted, AT_ONCE):
        for study in search(service, "ImagingStudy", [("series", ",".join(part))]):
            for series in study.get("series", []):
                found.setdefault(series["uid"], study)
    return {uid: found[uid] for uid in wanted if uid in found}


def stored(service: Service, resources: Iterable[Json]) -> dict[str, Json]:
    """What the store holds of these, by reference."""
    kinds: dict[str, list[str]] = {}
    for resource in resources:
        kinds.setdefault(resource["resourceType"], []).append(resource["id"])
    found: dict[str, Json] = {}
    for kind, ids in kinds.items():
        for part in chunks(ids, AT_ONCE):
            held = search(service, kind, [("_id", ",".join(part))])
            found |= {reference(resource): resource for resource in held}
    return found


def content(resource: Json) -> Json:
    """What counts when two versions are compared."""
    return {name: value for name, value in resource.items() if name != "meta"}


def put(service: Service, resources: Sequence[Json]) -> dict[str, int]:
    """One transaction; every entry of the answer is checked, a 200 alone proves nothing."""
    entries = [
        {"resource": r, "request": {"method": "PUT", "url": reference(r)}} for r in resources
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    headers = {"Content-Type": "application/fhir+json"}
    body = json.dumps(bundle, allow_nan=False).encode()
    answer = service.post("/fhir", data=body, headers=headers).json()
    effects = [_effect(entry.get("response", {})) for entry in answer.get("entry", [])]
    if len(effects) != len(resources) or "" in effects:
        raise ActionError("fhir-server did not confirm every resource")
    return {effect: effects.count(effect) for effect in ("created", "changed", "unchanged")}


def _effect(response: Json) -> str:
    status = str(response.get("status", ""))[:3]
    if status == "201":
        return "created"
    if status != "200":
        return ""
    same = "NO_CHANGE" in json.dumps(response.get("outcome", {}))
    return "unchanged" if same else "changed"


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
