"""The joint table: complete or not at all."""

import csv
import io
from typing import Any

from kaapana_clinical_tools.errors import ActionError
from kaapana_clinical_tools.service import Service

PATH = "/fhir/$joint-table"
NUMBERS = {"number", "integer"}


class Table:
    """A table as the server gave it, with the dictionary of its columns."""

    def __init__(self, service: Service, request: dict[str, Any]) -> None:
        self.request = request
        self._service = service
        answer = service.post(PATH, json=request, headers={"Accept": "text/csv"})
        self.content: bytes = answer.content
        lines = list(csv.reader(io.StringIO(self.content.decode("utf-8"))))
        self.header, self.lines = (lines[0], lines[1:]) if lines else ([], [])
        stated = answer.headers.get("X-Row-Count", "nothing")
        if stated != str(len(self.lines)):
            text = f"{len(self.lines)} rows, the server stated {stated}"
            raise ActionError(f"The table is not complete: {text}")

    def part(self, form: str) -> bytes:
        """``columns`` or ``manifest``."""
        return self._service.post(f"{PATH}?_format={form}", json=self.request).content

    def columns(self) -> list[dict[str, Any]]:
        answer = self._service.post(f"{PATH}?_format=columns", json=self.request)
        return list(answer.json())

    def records(self) -> list[dict[str, Any]]:
        """Rows with numbers as numbers and empty cells as None."""
        numeric = {c["name"] for c in self.columns() if c.get("type") in NUMBERS}
        return [
            {
                name: _cell(text, name in numeric)
                for name, text in zip(self.header, line, strict=True)
            }
            for line in self.lines
        ]


def _cell(text: str, numeric: bool) -> Any:
    if text == "":
        return None
    if numeric:
        return float(text)
    # The server marks text that a spreadsheet would take for a formula.
    return text[1:] if text[0] == "'" and text[1:2] in tuple("=+-@\t\r") else text
