"""Sums up the JUnit reports of a build: minutes and counts per module, skipped tests and why.

Fails if a test failed, if no test ran, or if a test was skipped for a part that could have been
installed. Tests of real samples that are not in the repository may be skipped; their number is
printed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

SAMPLES = "sample"


@dataclass
class Module:
    """Counts of one module."""

    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def read(module: Module, report: Path) -> None:
    """Adds one report to a module's counts."""
    suite = ElementTree.parse(report).getroot()
    for case in suite.iter("testcase"):
        module.seconds += float(case.get("time", "0").replace(",", ""))
        skipped = case.find("skipped")
        if skipped is not None:
            name = f"{case.get('classname')}.{case.get('name')}"
            # Failsafe writes the reason as text where surefire writes an attribute.
            reason = skipped.get("message") or (skipped.text or "").strip().partition("\n")[0]
            module.skipped.append((name, reason))
        elif case.find("failure") is not None or case.find("error") is not None:
            module.failed += 1
            print(f"FAILED {case.get('classname')}.{case.get('name')}")
        else:
            module.passed += 1


def main(root: Path) -> int:
    """Prints the summary of all reports below a folder; 0 if all is well."""
    modules: dict[str, Module] = {}
    for report in sorted(root.glob("*/target/*-reports/TEST-*.xml")):
        read(modules.setdefault(report.relative_to(root).parts[0], Module()), report)
    for name, module in modules.items():
        counts = f"{module.passed} passed, {module.failed} failed"
        print(f"{name}: {module.seconds / 60:.1f} min, {counts}, {len(module.skipped)} skipped")
    skipped = [entry for module in modules.values() for entry in module.skipped]
    samples = [entry for entry in skipped if SAMPLES in entry[1].lower()]
    unexplained = [entry for entry in skipped if SAMPLES not in entry[1].lower()]
    print(f"skipped for want of samples: {len(samples)}")
    for name, reason in unexplained:
        print(f"SKIPPED {name}: {reason or 'no reason given'}")
    passed = sum(module.passed for module in modules.values())
    failed = sum(module.failed for module in modules.values())
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed or unexplained or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
