"""Calls of a service: retries with back-off, jobs, errors without patient values."""

import logging
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from kaapana_clinical_tools.errors import ActionError
from kaapana_clinical_tools.tokens import Tokens

LOG = logging.getLogger(__name__)
PASSING = {429, 502, 503, 504}
TRIES = 5
FIRST_PAUSE_S = 0.5
POLL_S = 1.0
FINAL = {"SUCCEEDED", "FAILED", "CANCELLED"}


class Service:
    """One service of the project. Calls are repeated, since a repeated write changes nothing."""

    def __init__(self, name: str, base: str, tokens: Tokens) -> None:
        self.name = name
        self._base = base.rstrip("/")
        self._tokens = tokens
        self._session = requests.Session()

    def get(self, path: str, **options: Any) -> requests.Response:
        return self._call("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self._call("POST", path, **options)

    def put(self, path: str, **options: Any) -> requests.Response:
        return self._call("PUT", path, **options)

    def job(self, api: str, answer: requests.Response, timeout_s: float) -> dict[str, Any]:
        """Waits for the job of a 202 and gives it once it succeeded."""
        job = answer.json()
        end = time.monotonic() + timeout_s
        while job["state"] not in FINAL:
            if time.monotonic() > end:
                raise ActionError(f"{self.name}: the job is still {job['state']}")
            time.sleep(POLL_S)
            job = self.get(f"{api}/jobs/{job['id']}").json()
        if job["state"] != "SUCCEEDED":
            code = (job.get("problem") or {}).get("code", "without a code")
            raise ActionError(f"{self.name}: the job is {job['state']}, {code}")
        LOG.info("%s: units %s, resources %s", self.name, job["units"], job["resources"])
        return job

    def _call(
        self, method: str, path: str, tries: int = TRIES, **options: Any
    ) -> requests.Response:
        url = self._url(path)
        reason = ""
        for attempt in range(tries):
            if attempt:
                time.sleep(FIRST_PAUSE_S * 2 ** (attempt - 1))
            headers = {"Authorization": f"Bearer {self._tokens.get()}"}
            headers |= options.get("headers", {})
            try:
                answer = self._session.request(
                    method,
                    url,
                    timeout=(10, 300),
                    allow_redirects=False,
                    **(options | {"headers": headers}),
                )
            except requests.RequestException as e:
                reason = type(e).__name__
                continue
            if answer.status_code not in PASSING:
                return self._checked(answer)
            reason = str(answer.status_code)
        raise ActionError(f"{self.name} does not answer after {tries} tries ({reason})", True)

    def _url(self, path: str) -> str:
        url = path if "://" in path else self._base + path
        ours, theirs = urlsplit(self._base), urlsplit(urljoin(self._base, url))
        # The token must not follow a link to somebody else.
        if (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
            raise ActionError(f"{self.name} linked to another host")
        return url

    def _checked(self, answer: requests.Response) -> requests.Response:
        if answer.status_code >= 300:
            raise ActionError(f"{self.name} answered {answer.status_code} {_code(answer)}".strip())
        return answer


def _code(answer: requests.Response) -> str:
    """The stable code alone: texts of an answer may repeat a patient's value."""
    try:
        body = answer.json()
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    for issue in body.get("issue", []):
        for coding in issue.get("details", {}).get("coding", []):
            return str(coding.get("code", ""))
    return str(body.get("code", ""))
