"""Survival statistics against worked examples, and against lifelines where it is installed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import kaapana_survival as ks

DAYS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
EVENTS = [1] * 9 + [0] * 12


def cohort(seed: int, n: int = 80) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return covariates, days with many ties, and events."""
    random = np.random.default_rng(seed)
    x = pd.DataFrame({"a": random.normal(size=n), "b": random.integers(0, 2, n).astype(float)})
    hazard = np.exp(0.8 * x["a"] + 0.5 * x["b"]).to_numpy()
    days = np.ceil(random.exponential(12 / hazard))
    event = (random.random(n) < 0.8).astype(float)
    return x, days, event


def test_kaplan_meier_of_the_textbook() -> None:
    """Six-mercaptopurine: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448."""
    found = ks.kaplan_meier(DAYS, EVENTS)
    assert found["survival"].round(3).tolist() == [
        1,
        0.857,
        0.807,
        0.753,
        0.69,
        0.627,
        0.538,
        0.448,
    ]
    assert found["at_risk"].tolist() == [21, 21, 17, 15, 12, 11, 7, 6]
    assert ((found["low"] <= found["survival"]) & (found["survival"] <= found["high"])).all()
    assert ks.at_risk(DAYS, [0, 10, 20]) == [21, 15, 8]


def test_kaplan_meier_ends_at_zero_where_all_die() -> None:
    assert ks.kaplan_meier([1, 2], [1, 1])["survival"].tolist() == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("statistic", "degrees", "p"),
    [
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (11.344867, 3, 0.01),
        (18.307038, 10, 0.05),
        (0, 4, 1),
    ],
)
def test_chi_square_tails(statistic: float, degrees: int, p: float) -> None:
    assert ks.chi2_p(statistic, degrees) == pytest.approx(p, rel=1e-5)


def test_concordance_of_perfect_reversed_and_no_order() -> None:
    days, event = [1, 2, 3, 4], [1, 1, 0, 1]
    assert ks.concordance([4, 3, 2, 1], days, event) == 1
    assert ks.concordance([1, 2, 3, 4], days, event) == 0
    assert ks.concordance([1, 1, 1, 1], days, event) == 0.5


def test_choose_takes_no_two_features_that_say_the_same() -> None:
    x, days, event = cohort(1)
    features = x.assign(copy=x["a"] * 3 + 1, constant=1.0)
    chosen = ks.choose(features, days, event, most=3)
    assert len({"a", "copy"} & set(chosen)) == 1
    assert "constant" not in chosen


def test_ridge_draws_coefficients_to_zero() -> None:
    x, days, event = cohort(2)
    free, held = ks.cox(x, days, event), ks.cox(x, days, event, ridge=1.0)
    assert (np.abs(held.beta) < np.abs(free.beta)).all()


@pytest.mark.parametrize("seed", range(5))
def test_cox_equals_lifelines(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    x, days, event = cohort(seed)
    exact = {"precision": 1e-12, "r_precision": 1e-14}  # the default ends at about 1e-6
    fitter = lifelines.CoxPHFitter()
    fitter.fit(x.assign(days=days, event=event), "days", "event", fit_options=exact)
    own = ks.cox(x, days, event)
    assert own.beta == pytest.approx(fitter.params_.to_numpy(), abs=1e-6)
    assert own.error == pytest.approx(fitter.standard_errors_.to_numpy(), abs=1e-6)
    assert own.log_likelihood == pytest.approx(fitter.log_likelihood_, abs=1e-6)
    for name in x:
        alone = lifelines.CoxPHFitter().fit(
            x[[name]].assign(days=days, event=event), "days", "event", fit_options=exact
        )
        assert ks.cox(x[name], days, event).beta[0] == pytest.approx(alone.params_[name], abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_log_rank_kaplan_meier_and_concordance_equal_lifelines(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    x, days, event = cohort(seed)
    group = np.digitize(x["a"], [-0.5, 0.5])
    expected = lifelines.statistics.multivariate_logrank_test(days, group, event)
    statistic, degrees, p = ks.log_rank(days, event, group)
    assert (degrees, statistic, p) == pytest.approx(
        (2, expected.test_statistic, expected.p_value), rel=1e-6
    )
    fitter = lifelines.KaplanMeierFitter().fit(days, event)
    found = ks.kaplan_meier(days, event)
    assert found["survival"].to_numpy() == pytest.approx(
        fitter.survival_function_at_times(found["time"]).to_numpy(), abs=1e-9
    )
    c = lifelines.utils.concordance_index(days, -x["a"], event)
    assert ks.concordance(x["a"], days, event) == pytest.approx(c, abs=1e-9)
