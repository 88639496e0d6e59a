"""No patient is ever on both sides of a fold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import kaapana_clinical as kc


@pytest.mark.parametrize("seed", range(20))
def test_a_patient_is_never_split_over_folds(seed: int) -> None:
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({"patient_id": random.choice([f"P{i}" for i in range(17)], 60)})
    frame["event"] = frame["patient_id"].str[1:].astype(int) % 3 == 0
    tested: list[int] = []
    for train, test in kc.split(frame, 5, event="event", seed=seed):
        assert not set(frame["patient_id"].iloc[train]) & set(frame["patient_id"].iloc[test])
        assert len(train) + len(test) == 60
        tested += test.tolist()
    assert sorted(tested) == list(range(60))


def test_events_are_spread_over_the_folds() -> None:
    frame = pd.DataFrame({"patient_id": [f"P{i:02}" for i in range(40)]})
    frame["event"] = [i < 10 for i in range(40)]
    for _, test in kc.split(frame, 5, event="event"):
        assert frame["event"].iloc[test].sum() == 2


def test_a_row_without_patient_is_refused() -> None:
    with pytest.raises(kc.ClinicalError):
        kc.split(pd.DataFrame({"patient_id": ["A", None, "B"]}), 2)
