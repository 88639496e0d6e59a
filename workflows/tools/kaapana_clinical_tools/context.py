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

    def elements(self) -> list[Path]:
        """The folders of the batch, each named by its series."""
        batch = self.run_dir / self.text("batch_name", "batch")
        return sorted(f for f in batch.glob("*") if f.is_dir())

    def inputs(self, *suffixes: str) -> Iterator[Path]:
        """The files of the input operator, of the whole run first, then of each series."""
        name = self.required("operator_in_dir")
        for folder in [self.run_dir, *self.elements()]:
            files = (folder / name).rglob("*")
            yield from sorted(f for f in files if f.suffix.lower() in suffixes)

    def write(self, name: str, content: bytes, element: Path | None = None) -> None:
        """Puts a file for the next operator, complete or not at all."""
        folder = (element or self.run_dir) / self.required("operator_out_dir")
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)

    def write_json(self, name: str, content: object, element: Path | None = None) -> None:
        self.write(name, json.dumps(content, indent=2).encode(), element)

    def json(self, name: str, kind: type[Any]) -> Any:
        """A parameter that holds JSON."""
        try:
            value = json.loads(self.required(name))
        except ValueError:
            raise ActionError(f"The parameter {name} is not JSON") from None
        if not isinstance(value, kind):
            raise ActionError(f"The parameter {name} is no {kind.__name__} of JSON")
        return value

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.env)

    def service(self, component: str) -> Service:
        """The service of this project; the variable CLINICAL_..._URL names another address."""
        given = self.text(f"clinical_{component.replace('-', '_')}_url")
        return Service(component, given or self._address(component), self.tokens)

    def platform(self, name: str, default: str) -> Service:
        """A service of the platform, by the address that Kaapana gives as ``<NAME>_URL``."""
        return Service(name, self.text(f"{name}_url", default), self.tokens)

    def project(self) -> dict[str, Any]:
        project = self.configuration.get("project_form") or {}
        if not PROJECT_NAME.fullmatch(str(project.get("name", ""))):
            raise ActionError("The run states no project with a usable name")
        return dict(project)

    def _address(self, component: str) -> str:
        project = self.project()["name"]
        namespace = self.text("services_namespace", "services")
        return f"http://clinical-{component}-{project}.{namespace}.svc:8080"
