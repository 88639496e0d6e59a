"""The token of the project's technical user."""

import time
from collections.abc import Mapping
from pathlib import Path

import requests

from kaapana_clinical_tools.errors import ActionError

REALM = "/auth/realms/kaapana/protocol/openid-connect/token"
MARGIN_S = 30.0


class Tokens:
    """Gets a token by the documented environment, or reads CLINICAL_TOKEN_FILE."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._token = ""
        self._until = 0.0

    def get(self) -> str:
        if file := self._env.get("CLINICAL_TOKEN_FILE"):
            return Path(file).read_text("utf-8").strip()
        if time.monotonic() >= self._until:
            self._log_in()
        return self._token

    def _log_in(self) -> None:
        try:
            form = {
                "client_id": "kaapana",
                "client_secret": self._env["KAAPANA_CLIENT_SECRET"],
                "username": self._env["KAAPANA_PROJECT_USER_NAME"],
                "password": self._env["KAAPANA_PROJECT_USER_PASSWORD"],
                "grant_type": "password",
            }
            url = self._env["KEYCLOAK_URL"].rstrip("/") + REALM
        except KeyError as e:
            raise ActionError(f"The environment variable {e.args[0]} is missing") from None
        try:
            answer = requests.post(url, data=form, timeout=30)
        except requests.RequestException as e:
            raise ActionError(f"Keycloak does not answer ({type(e).__name__})") from None
        if answer.status_code != 200:
            raise ActionError(f"Keycloak refused the project's user ({answer.status_code})")
        body = answer.json()
        self._token = body["access_token"]
        self._until = time.monotonic() + float(body.get("expires_in", 60)) - MARGIN_S
