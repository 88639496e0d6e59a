"""The planted effects are visible in the expected table: a Cox model and a log-rank test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cohort.outcome import HAZARD_RATIO_STAGE, HAZARD_RATIO_TEXTURE
from committed import table

Floats = NDArray[np.float64]

ADVANCED = ("IIIA", "IIIB", "IV")


def cohort(feature: str) -> tuple[Floats, Floats, Floats]:
    """Covariates (feature in standard units, stage III or IV), days and events."""
    rows = [
        (float(r[feature]), r["tnm_group"] in ADVANCED, r["overall_time"], r["overall_event"])
        for r in table("expected/patient-table.csv")
        if r[feature] and r["overall_time"] and r["tnm_group"]
    ]
    values = np.array(rows, dtype=float)
    values[:, 0] = (values[:, 0] - values[:, 0].mean()) / values[:, 0].std(ddof=1)
    return values[:, :2], values[:, 2], values[:, 3]


def cox(x: Floats, days: Floats, events: Floats) -> tuple[Floats, Floats]:
    """Log hazard ratios and their standard errors (partial likelihood, Breslow, Newton)."""
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        weight = np.exp(x @ beta)
        score, information = np.zeros_like(beta), np.zeros((len(beta), len(beta)))
        for i in np.flatnonzero(events):
            risk = days >= days[i]
            share = weight[risk] / weight[risk].sum()
            mean = share @ x[risk]
            score += x[i] - mean
            information += (x[risk].T * share) @ x[risk] - np.outer(mean, mean)
        beta = beta + np.linalg.solve(information, score)
    return beta, np.sqrt(np.diag(np.linalg.inv(information)))


def log_rank(group: Floats, days: Floats, events: Floats) -> float:
    """Chi-square with one degree of freedom."""
    difference = variance = 0.0
    for day in np.unique(days[events == 1]):
        risk, died = days >= day, (days == day) & (events == 1)
        n, d, share = risk.sum(), died.sum(), group[risk].mean()
        difference += group[died].sum() - d * share
        if n > 1:
            variance += d * share * (1 - share) * (n - d) / (n - 1)
    return float(difference**2 / variance)


def test_texture_and_stage_have_the_planted_hazard_ratios() -> None:
    beta, error = cox(*cohort("original_firstorder_Entropy"))
    assert (beta / error > 1.96).all()
    planted = np.log([HAZARD_RATIO_TEXTURE, HAZARD_RATIO_STAGE])
    assert (np.abs(beta - planted) < 1.96 * error).all()


def test_size_has_no_effect() -> None:
    beta, error = cox(*cohort("original_shape_MeshVolume"))
    assert abs(beta[0] / error[0]) < 1.96


def test_log_rank_separates_the_stages() -> None:
    x, days, events = cohort("original_firstorder_Entropy")
    assert log_rank(x[:, 1], days, events) > 3.84


def test_log_rank_separates_halves_of_the_feature() -> None:
    x, days, events = cohort("original_firstorder_Entropy")
    high = (x[:, 0] > np.median(x[:, 0])).astype(float)
    assert log_rank(high, days, events) > 3.84
