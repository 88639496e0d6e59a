"""The surroundings of a task: environment, folders and services."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.errors import ActionError
from kaapana_clinical_tools.service import Service
from kaapana_clinical_tools.tokens import Tokens

TRUE = {"true", "1", "yes"}
FALSE = {"", "false", "0", "no", "none"}
# A project's name becomes part of a host name, so nothing else may slip into the address.
PROJECT_NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")


@dataclass(frozen=True)
class Context:
    """Reads what Kaapana gives to a container; empty and ``None`` count as not given."""

    env: Mapping[str, str] = field(repr=False)

    def text(self, name: str, default: str = "") -> str:
        value = self.env.get(name.upper(), "").strip()
        return default if value in ("", "None") else value

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise ActionError(f"The parameter {name} is missing")
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in TRUE | FALSE:
            raise ActionError(f"The parameter {name} is neither true nor false")
        return value in TRUE

    def number(self, name: str, default: float) -> float:
        try:
            return float(self.text(name, str(default)))
        except ValueError:
            raise ActionError(f"The parameter {name} is not a number") from None

    @cached_property
    def run_dir(self) -> Path:
        return Path(self.required("workflow_dir"))

    @cached_property
    def configuration(self) -> dict[str, Any]:
        path = self.run_dir / "conf" / "conf.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def inputs(self, *suffixes: str) -> Iterator[Path]:
        """The files of the input operator, of the whole run first, then of each series."""
        name = self.required("operator_in_dir")
        batch = self.run_dir / self.text("batch_name", "batch")
        for folder in [self.run_dir / name, *sorted(batch.glob(f"*/{name}"))]:
            yield from sorted(f for f in folder.rglob("*") if f.suffix.lower() in suffixes)

    def write(self, name: str, content: bytes) -> None:
        """Puts a file for the next operator, complete or not at all."""
        folder = self.run_dir / self.required("operator_out_dir")
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)

    def write_json(self, name: str, content: object) -> None:
        self.write(name, json.dumps(content, indent=2).encode())

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self.env)

    def service(self, component: str) -> Service:
        """The service of this project; the variable CLINICAL_..._URL names another address."""
        given = self.text(f"clinical_{component.replace('-', '_')}_url")
        return Service(component, given or self._address(component), self._tokens)

    def _address(self, component: str) -> str:
        project = self.configuration.get("project_form", {}).get("name", "")
        if not PROJECT_NAME.fullmatch(project):
            raise ActionError("The run states no project with a usable name")
        namespace = self.text("services_namespace", "services")
        return f"http://clinical-{component}-{project}.{namespace}.svc:8080"
