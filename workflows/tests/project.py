"""A project's services in one process: a small FHIR store, tables as told, and the platform."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Json = dict[str, Any]
NO_CHANGE = {"issue": [{"details": {"coding": [{"code": "SUCCESSFUL_UPDATE_NO_CHANGE"}]}}]}
KEYS = """<?xml version="1.0"?>
<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>a</AccessKeyId>
<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"""
NO_KEY = "<Error><Code>NoSuchKey</Code><Message>m</Message></Error>"


class Project(ThreadingHTTPServer):
    """What it holds, what it was sent, and what it is told to refuse."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.resources: dict[str, Json] = {}
        self.transactions: list[list[Json]] = []
        self.refused: set[str] = set()
        self.status = 200
        self.table = b""
        self.columns: list[Json] = []
        self.cohort: Json = {}
        self.calls: list[tuple[str, Json, dict[str, str]]] = []
        self.paths: list[str] = []
        self.projects: list[Json] = []
        self.objects: dict[str, bytes] = {}
        self.page = 1000
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, *resources: Json) -> None:
        for resource in resources:
            self.resources[f"{resource['resourceType']}/{resource['id']}"] = resource

    def of(self, kind: str) -> list[Json]:
        return [r for r in self.resources.values() if r["resourceType"] == kind]

    def find(self, kind: str, form: dict[str, list[str]]) -> list[Json]:
        return [r for r in self.of(kind) if all(_matches(r, k, v[0]) for k, v in form.items())]

    def transact(self, bundle: Json) -> tuple[int, Json]:
        sent = [entry["resource"] for entry in bundle["entry"]]
        if self.refused & {r["id"] for r in sent}:
            return 422, {"issue": [{"details": {"coding": [{"code": "write/refused"}]}}]}
        self.transactions.append(sent)
        return 200, {"entry": [{"response": self._put(r)} for r in sent]}

    def _put(self, resource: Json) -> Json:
        key = f"{resource['resourceType']}/{resource['id']}"
        old = self.resources.get(key)
        self.resources[key] = resource | {"meta": {"versionId": "1"}}
        if old is None:
            return {"status": "201 Created"}
        same = {k: v for k, v in old.items() if k != "meta"} == resource
        return {"status": "200 OK"} | ({"outcome": NO_CHANGE} if same else {})


def _matches(resource: Json, name: str, value: str) -> bool:
    wanted = value.split(",")
    match name:
        case "_total" | "_offset":
            return True
        case "_id":
            return resource["id"] in wanted
        case "series":
            return any(s["uid"] in wanted for s in resource["series"])
        case "patient":
            return bool(resource["subject"]["reference"] in wanted)
        case "derived-from":
            return any(r["reference"] in wanted for r in resource.get("derivedFrom", []))
    raise AssertionError(f"the double knows no {name}")


class Handler(BaseHTTPRequestHandler):
    server: Project
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        self.server.paths.append(f"{self.command} {self.path}")
        status, answer, headers = self._answer(parts.path, parse_qs(parts.query), body)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_HEAD = _handle

    def _answer(
        self, path: str, query: dict[str, list[str]], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        project = self.server
        if "WebIdentityToken" in query:
            return 200, KEYS.encode(), {}
        if project.status != 200:
            return project.status, {}, {}
        if path == "/fhir":
            return (*project.transact(json.loads(body)), {})
        if path.endswith("/_search"):
            return self._search(path.split("/")[2], parse_qs(body.decode()))
        if path == "/fhir/next":
            return self._search(query.pop("kind")[0], query)
        if path == "/fhir/$joint-table":
            return self._table(query)
        if path in ("/fhir/$cohort", "/client/dataset", "/client/workflow"):
            project.calls.append((path, json.loads(body), dict(self.headers.items())))
            return 200, project.cohort if path.endswith("cohort") else {}, {}
        if path == "/projects":
            return 200, project.projects, {}
        return self._object(path, body)

    def _search(self, kind: str, form: dict[str, list[str]]) -> tuple[int, Any, dict[str, str]]:
        project = self.server
        found = project.find(kind, form)
        start = int(form.get("_offset", ["0"])[0])
        page: Json = {"total": len(found), "entry": []}
        page["entry"] = [{"resource": r} for r in found[start : start + project.page]]
        if start + project.page < len(found):
            rest = {"kind": kind, "_offset": str(start + project.page)}
            url = f"{project.url}/fhir/next?" + urlencode({k: v[0] for k, v in form.items()} | rest)
            page["link"] = [{"relation": "next", "url": url}]
        return 200, page, {}

    def _table(self, query: dict[str, list[str]]) -> tuple[int, Any, dict[str, str]]:
        if query.get("_format") == ["columns"]:
            return 200, self.server.columns, {}
        if query.get("_format") == ["manifest"]:
            return 200, {"counts": {}}, {}
        rows = len(self.server.table.splitlines()) - 1
        return 200, self.server.table, {"X-Row-Count": str(rows)}

    def _object(self, path: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        objects = self.server.objects
        if path.startswith("/project-closed/"):
            return 403, b"<Error><Code>AccessDenied</Code><Message>m</Message></Error>", {}
        if self.command == "PUT":
            # minio signs plain http in chunks or as a whole, depending on its size.
            objects[path] = body
            return 200, b"", {"ETag": f'"{hashlib.md5(body).hexdigest()}"'}
        if path not in objects:
            return 404, NO_KEY.encode(), {"Content-Type": "application/xml"}
        tag = hashlib.md5(objects[path]).hexdigest()
        date = "Wed, 01 Jan 2025 00:00:00 GMT"
        return 200, b"", {"ETag": f'"{tag}"', "Last-Modified": date}

    def log_message(self, *_: Any) -> None:
        pass
