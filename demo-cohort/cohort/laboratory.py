"""Rows of the laboratory sheet: haemoglobin before and after imaging, odd cells on purpose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cohort.model import Laboratory, Patient, rng

WITHOUT = frozenset({"DC-014", "DC-032", "DC-040"})
"""Patients without any laboratory row."""

REFERENCE_WITHOUT_IMAGING = date(2022, 6, 1)

OFFSETS = {
    "DC-023": (-10, 10, 60),
    "DC-024": (-91, -90),
    "DC-025": (-120, -91, 31),
    "DC-030": (30, 31),
    "DC-036": (0, -1, 1),
}
"""Days from the study where the usual draw is replaced."""


def laboratory(patient: Patient) -> tuple[Laboratory, ...]:
    """The patient's rows, in no order of dates."""
    if patient.pid in WITHOUT:
        return ()
    days = [study.date for study in patient.studies] or [REFERENCE_WITHOUT_IMAGING]
    rows = [_row(patient.pid, i, day) for i, day in enumerate(_days(patient.pid, days))]
    return (*rows, *_odd_rows(patient.pid, days[0]))


def _days(pid: str, studies: list[date]) -> list[date]:
    random = rng("laboratory", pid)
    days: list[date] = []
    for study in studies:
        offsets = OFFSETS.get(pid)
        if offsets is None:
            before = int(random.integers(-60, -4))
            after = int(random.integers(2, 29))
            after += 1 if after == -before else 0
            offsets = (before, after, int(random.integers(35, 80)))[: int(random.integers(2, 4))]
        days += [study + timedelta(days=o) for o in offsets]
    return list(dict.fromkeys(days))


def _row(pid: str, index: int, day: date) -> Laboratory:
    random = rng("laboratory", pid, str(index))
    haemoglobin = round(float(random.uniform(9.5, 15.9)), 1)
    creatinine = round(float(random.uniform(0.6, 1.5)), 2)
    kind = int(random.integers(0, 3))
    date_cell: object = day.strftime("%d.%m.%Y")
    if kind == 0:
        date_cell = day
    elif kind == 1:
        date_cell = datetime(day.year, day.month, day.day, 7, 30)
    cell: object = haemoglobin if random.random() < 0.3 else _comma(haemoglobin)
    missing = random.random() < 0.15
    creatinine_cell: object = "n.b." if missing else _comma(creatinine)
    return Laboratory(day, date_cell, cell, haemoglobin, creatinine_cell)


def _odd_rows(pid: str, study: date) -> tuple[Laboratory, ...]:
    """Cells that must be rejected; each would be the closest value if it were taken."""
    near = study - timedelta(days=1)
    match pid:
        case "DC-026":
            return (Laboratory(None, near.strftime("%d.%m.%y"), "6,1", None, "0,90"),)
        case "DC-027":
            return (Laboratory(None, f"31.02.{study.year}", "6,2", None, "0,91"),)
        case "DC-028":
            return (Laboratory(near, near.strftime("%d.%m.%Y"), "12,x", None, "0,92"),)
        case "DC-029":
            return (Laboratory(near, near, "n.b.", None, "0,93"),)
        case _:
            return ()


def _comma(value: float) -> str:
    return f"{value:g}".replace(".", ",")
