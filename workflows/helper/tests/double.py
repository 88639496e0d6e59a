"""An HTTP server that plays fhir-server, Keycloak and the platform's backend."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What is sent for one request."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    """What came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Double:
    """Answers by (method, path); several answers of one route come one after the other."""

    def __init__(self) -> None:
        """Start without any route."""
        self.routes: dict[tuple[str, str], list[Answer]] = {}
        self.requests: list[Request] = []
        self.url = ""

    def on(self, method: str, path: str, *answers: Answer) -> None:
        """Let a route answer; its last answer is repeated."""
        self.routes[(method, path)] = list(answers)

    def answer(self, request: Request) -> Answer:
        """Return what a request gets."""
        self.requests.append(request)
        answers = self.routes.get((request.method, request.path), [Answer(404, {"issue": []})])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def sent(self, method: str, path: str) -> list[Request]:
        """Return the requests of a route."""
        return [r for r in self.requests if (r.method, r.path) == (method, path)]


@contextmanager
def serve() -> Iterator[Double]:
    """Serve a double on a free port of the loopback address."""
    double = Double()

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
            request = Request(self.command, parts.path, query, dict(self.headers.items()), body)
            answer = double.answer(request)
            content = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content.encode())))
            self.end_headers()
            self.wfile.write(content.encode())

        do_GET = do_POST = do_PUT = _handle

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    double.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
