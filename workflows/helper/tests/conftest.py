"""Fixtures: a fresh helper and a server for each test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from double import Double, serve

import kaapana_clinical as kc


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test see the access of another one, or the environment of the machine."""
    monkeypatch.setattr(kc, "_access", None)
    monkeypatch.setattr(kc.time, "sleep", lambda _: None)
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("KAAPANA_", "CLINICAL_", "KEYCLOAK_", "FHIR_")):
            monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[Double]:
    """Return a server without routes."""
    with serve() as double:
        yield double


@pytest.fixture
def fhir(server: Double) -> Double:
    """Return a server to which the helper has a token."""
    kc.login(f"{server.url}/fhir", "secret-token")
    return server
