"""The notebook runs top to bottom on exported tables."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

sys.path.insert(0, str(Path(__file__).parent))

import execution


def test_it_finds_the_planted_effect_within_its_limits(tmp_path: Path) -> None:
    folder = execution.bucket(tmp_path)
    execution.send_tables(folder)
    run = execution.execute(folder, {})
    if os.environ.get("NOTEBOOK_OUTPUT"):
        execution.save(run, Path(os.environ["NOTEBOOK_OUTPUT"]))
    assert "mode: files" in run.text()
    assert "the planted effects were found" in run.text()
    assert len(run.figures()) == 4
    assert run.cpu_seconds <= 60
    assert run.peak_mib <= 1024


def test_it_says_which_button_to_press_without_tables_and_token(tmp_path: Path) -> None:
    folder = execution.bucket(tmp_path)
    with pytest.raises(CellExecutionError, match="export-joint-table"):
        execution.execute(folder, {})


def test_it_fails_where_the_effect_is_not_there(tmp_path: Path) -> None:
    folder = execution.bucket(tmp_path)
    execution.send_tables(folder)
    path = folder / "clinical-tables" / "demo-patient" / "table.csv"
    header, *lines = path.read_text().splitlines()
    event = header.split(",").index("overall_time")
    swapped = [line.rsplit(",", len(header.split(",")) - event) for line in lines]
    times = [cells[-4:] for cells in swapped]
    shuffled = [",".join([cells[0], *t]) for cells, t in zip(swapped, times[::-1], strict=True)]
    path.write_text("\n".join([header, *shuffled]) + "\n")
    with pytest.raises(CellExecutionError):
        execution.execute(folder, {})


def test_it_is_committed_without_outputs() -> None:
    notebook = nbformat.read(execution.NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(not c.get("outputs") and not c.get("execution_count") for c in notebook.cells)
    assert json.loads(execution.NOTEBOOK.read_text())["nbformat"] == 4
