"""Runs the notebook as a person would, and says what it took."""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
NOTEBOOK = HERE.parent / "clinical-imaging-analysis.ipynb"
HELPER = ROOT / "workflows" / "helper"
COHORT = ROOT / "demo-cohort"


@dataclass(frozen=True)
class Run:
    """What came of one execution."""

    notebook: nbformat.NotebookNode
    seconds: float
    cpu_seconds: float  # what is limited: a busy machine is no fault of the notebook
    peak_mib: float

    def text(self) -> str:
        """Return everything that was printed."""
        outputs = [o for c in self.notebook.cells for o in c.get("outputs", [])]
        return "".join(o.get("text", "") for o in outputs)

    def figures(self) -> list[str]:
        """Return the pictures, as base64."""
        outputs = [o for c in self.notebook.cells for o in c.get("outputs", [])]
        return [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]


def bucket(folder: Path) -> Path:
    """Lay out a folder as JupyterLab shows the project's bucket: notebook, helper, tables."""
    for name in ("kaapana_clinical.py", "kaapana_survival.py"):
        shutil.copy(HELPER / name, folder / name)
    shutil.copy(NOTEBOOK, folder / NOTEBOOK.name)
    return folder


def send_tables(folder: Path) -> None:
    """Put the expected tables of the demo cohort there, as the page does."""
    for name in ("patient", "roi"):
        source = "joint" if name == "roi" else name
        target = folder / "clinical-tables" / f"demo-{name}"
        target.mkdir(parents=True)
        shutil.copy(COHORT / "expected" / f"{source}-table.csv", target / "table.csv")
        shutil.copy(COHORT / f"{source}-table.json", target / "request.json")


def execute(folder: Path, environment: dict[str, str]) -> Run:
    """Run the notebook in a kernel of its own with nothing of this machine's environment."""
    kept = ("PATH", "HOME", "LANG", "SSL_CERT_FILE", "VIRTUAL_ENV")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline"} | environment
    notebook = nbformat.read(folder / NOTEBOOK.name, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    start = time.monotonic()
    peak = used = 0.0
    with client.setup_kernel(env=env):
        kernel = psutil.Process(client.km.provisioner.pid)
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
            peak = max(peak, _peak(kernel))
        used = kernel.cpu_times().user + kernel.cpu_times().system
    return Run(notebook, time.monotonic() - start, used, peak)


def _peak(process: psutil.Process) -> float:
    """Return the most memory that a process ever had, in MiB."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return process.memory_info().rss / 2**20


def save(run: Run, folder: Path) -> None:
    """Keep the executed notebook and its cost, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(run.notebook, folder / NOTEBOOK.name)
    cost = {
        "seconds": round(run.seconds, 1),
        "cpu_seconds": round(run.cpu_seconds, 1),
        "peak_mib": round(run.peak_mib),
    }
    (folder / "cost.json").write_text(json.dumps(cost))
